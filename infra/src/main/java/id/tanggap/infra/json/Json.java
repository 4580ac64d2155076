package id.tanggap.infra.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.module.blackbird.BlackbirdModule;

/** JSON as it is stored. */
public final class Json {

    private Json() {
    }

    /** For read models, which may be made anew at any time: as {@link #stored}, with moments as numbers of microseconds. */
    public static JsonMapper.Builder quick(JsonMapper.Builder builder) {
        return stored(builder).addModule(new InstantsAsNumbers());
    }

    /**
     * For events: nothing is written for what is absent; what is unknown is an error, not dropped. How personal data is
     * written is up to what it is stored in.
     */
    public static JsonMapper.Builder stored(JsonMapper.Builder builder) {
        return builder.addModules(new TanggapModule(), new StoredInstants(), new BlackbirdModule())
                .changeDefaultPropertyInclusion(_ -> JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT,
                        JsonInclude.Include.NON_ABSENT))
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
