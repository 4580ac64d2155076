package id.tanggap.kernel.clock;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.ServiceStandard;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the clocks of complaints go by, as it is recorded so far: calendars, service standards, limits of the procedure.
 * The side that decides and the side that shows both keep one, from the same events.
 */
public interface Law {

    /**
     * By which calendars an office counts from one moment to another: one turn for each that it had, the first from
     * {@code from} on, in order; never empty.
     *
     * @param to empty for the time to come
     */
    List<Turn> turns(OfficeId office, Instant from, Optional<Instant> to);

    /** By which calendar is counted what concerns no office yet: the coordinator's check, the reporter's completion. */
    WorkingCalendar general();

    /** What binds an office for a complaint of this class that was submitted at a moment. */
    ServiceStandard standard(OfficeId office, Classification classification, Instant submitted);

    /** The limits of the procedure for a complaint that was submitted at a moment. */
    Procedure procedure(Instant submitted);
}
