package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.views.Changes;
import id.tanggap.infra.views.ComplaintDocs;
import id.tanggap.infra.views.DueTimes;
import id.tanggap.infra.views.ManyRows;
import id.tanggap.kernel.clock.RecordedLaw;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What takes most of the time to make of a batch's changes and needs no file: which complaints changed in what, their
 * documents, when something is due. While read models are made, one thread makes it and another still writes the batch before.
 *
 * @param submitted    complaints that are new
 * @param submissions  the document of each of these
 * @param states       the document of each complaint that changed
 * @param erased       complaints from before of which somebody's data was erased
 * @param withheld     those that more or fewer people may know of now
 * @param inOtherHands those that another officer has, or another draft of which waits
 * @param moved        those whose course changed
 * @param entries      the document of each new entry of a timeline
 */
record EncodedRows(Changes changes, List<Dues> submitted, List<byte[]> submissions, List<byte[]> states,
                   List<Changes.Complaint> erased, List<Changes.Complaint> withheld,
                   List<Changes.Complaint> inOtherHands, List<Dues> moved, List<byte[]> entries) {

    /** A complaint, and when what is due there is. */
    record Dues(Changes.Complaint change, Long due, Long owed) {
    }

    static EncodedRows of(Changes changes, ComplaintDocs docs, JsonMapper json) {
        List<Changes.Complaint> submitted = new ArrayList<>();
        List<Changes.Complaint> erased = new ArrayList<>();
        List<Changes.Complaint> withheld = new ArrayList<>();
        List<Changes.Complaint> inOtherHands = new ArrayList<>();
        List<Changes.Complaint> moved = new ArrayList<>();
        for (Changes.Complaint change : changes.complaints()) {
            if (change.isNew()) {
                submitted.add(change);
                continue;
            }
            addIf(change.wasErased(), change, erased);
            addIf(change.isWithheldOtherwise(), change, withheld);
            addIf(change.isInOtherHands(), change, inOtherHands);
            addIf(change.hasAnotherCourse(), change, moved);
        }
        RecordedLaw law = changes.law().law();
        return new EncodedRows(changes, dues(submitted, law), ManyRows.each(submitted, c -> docs.submission(c.now())),
                ManyRows.each(changes.complaints(), c -> docs.state(c.now())), erased, withheld, inOtherHands,
                dues(moved, law), ManyRows.each(changes.timeline(), json::writeValueAsBytes));
    }

    private static void addIf(boolean so, Changes.Complaint change, List<Changes.Complaint> those) {
        if (so) {
            those.add(change);
        }
    }

    private static List<Dues> dues(List<Changes.Complaint> changed, RecordedLaw law) {
        return ManyRows.each(changed, c -> new Dues(c, DueTimes.of(c.now(), law), DueTimes.owed(c.now(), law)));
    }
}
