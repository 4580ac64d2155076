package id.tanggap.infra.views;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import id.tanggap.query.complaint.ComplaintView;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A complaint as two documents: its submission, which is most of it and written once (and once more if its reporter's data
 * is erased), and its state, which is what later events change and is written with each of them.
 */
public final class ComplaintDocs {

    /** No event after the submission changes these, but that which erases the reporter's data. */
    private static final Set<String> WRITTEN_ONCE = Set.of("number", "id", "trackingCode", "secretHash", "identity",
            "reporter", "title", "narrative", "category", "requestedOffice", "location", "channel", "source");

    private final JsonMapper whole;
    private final JsonMapper submissions;
    private final JsonMapper states;

    public ComplaintDocs(JsonMapper json) {
        whole = json;
        submissions = only(json, WRITTEN_ONCE::contains);
        states = only(json, name -> !WRITTEN_ONCE.contains(name));
    }

    private static JsonMapper only(JsonMapper json, Predicate<String> wanted) {
        Set<String> unwanted = Arrays.stream(ComplaintView.class.getRecordComponents()).map(RecordComponent::getName)
                .filter(wanted.negate()).collect(Collectors.toSet());
        return json.rebuild().withConfigOverride(ComplaintView.class, its ->
                its.setIgnorals(JsonIgnoreProperties.Value.forIgnoredProperties(unwanted))).build();
    }

    public byte[] submission(ComplaintView complaint) {
        return submissions.writeValueAsBytes(complaint);
    }

    public byte[] state(ComplaintView complaint) {
        return states.writeValueAsBytes(complaint);
    }

    /** Two objects, neither of them empty, are one when they are written one after the other. */
    public ComplaintView read(byte[] submission, byte[] state) {
        byte[] doc = Arrays.copyOf(submission, submission.length + state.length - 1);
        doc[submission.length - 1] = ',';
        System.arraycopy(state, 1, doc, submission.length, state.length - 1);
        return whole.readValue(doc, ComplaintView.class);
    }
}
