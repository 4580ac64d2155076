package id.tanggap.infra.views;

import id.tanggap.query.complaint.PendingRequests;
import id.tanggap.query.inspection.Inspections;
import id.tanggap.query.intake.Imports;
import id.tanggap.query.office.Offices;
import id.tanggap.query.scorecard.Scorecards;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Where a test has read models stored, from outside and inside; what is in it stays when it is closed. */
public interface Shelf extends AutoCloseable {

    /** Where it is, for other processes. */
    String address();

    ViewsStorage storage();

    ComplaintViews complaints();

    Offices offices();

    Imports imports();

    Inspections inspections();

    Scorecards scorecards();

    PendingRequests pendingRequests();

    /** Everything in the set that is served, row by row, in an order of its own; all but versions. */
    List<String> dump();

    /** Up to where somebody who reads now finds everything. */
    long readablePosition();

    /** How many rows there are of a kind, by the name of the table or collection. */
    long count(String rows);

    /** Position of the newest entry of a timeline; whoever looks needs no right to write. */
    long newestEntry();

    /** What is stored as the position, whether it is served or not. */
    long storedPosition();

    /** From now on the entry of this position in a timeline cannot be written. */
    void refuse(long position);

    void refuseNothing();

    /** From now on nothing can be written, or not what is written after most of a batch's rows. */
    void lock();

    void unlock();

    /** What somebody does who deletes it all. Nobody has it open. */
    void delete();

    /** As a newer or older version would leave it. Nobody has it open. */
    void ofAnotherSchema();

    /** What was stored there takes the place of what is here. Nobody has either open. */
    void takeFrom(Shelf another);

    /** What a rebuild leaves that was killed. Nobody has it open. */
    void litter();

    /** Whether there is anything but the set that is served. */
    boolean hasLitter();

    /** A set of its own under a name, without anybody who looks after it. */
    ViewsStore open(String name, JsonMapper json);

    /** One that is made at once. */
    ViewsStore toMake(String name, JsonMapper json);

    List<String> dump(String name);

    @Override
    void close();
}
