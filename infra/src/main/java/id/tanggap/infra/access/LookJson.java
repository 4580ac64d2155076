package id.tanggap.infra.access;

import id.tanggap.infra.json.TanggapModule;
import id.tanggap.query.access.Look;
import tools.jackson.databind.json.JsonMapper;

/** How a look stands in a row. */
public final class LookJson {

    private static final JsonMapper JSON = JsonMapper.builder().addModule(new TanggapModule()).build();

    private LookJson() {
    }

    public static byte[] write(Look look) {
        return JSON.writeValueAsBytes(look);
    }

    public static Look read(byte[] stored) {
        return JSON.readValue(stored, Look.class);
    }
}
