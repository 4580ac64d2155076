package id.tanggap.query.projection;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.RulebookEvent;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.inspection.InspectionEvent;
import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.query.complaint.ComplaintProjection;
import id.tanggap.query.inspection.InspectionProjection;
import id.tanggap.query.intake.ImportProjection;
import id.tanggap.query.law.LawProjection;
import id.tanggap.query.office.OfficeProjection;
import java.time.ZoneId;

/** All read models, kept from every event once, in the total order. */
public class Projections {

    private final ZoneId zone;
    private final ComplaintProjection complaints;
    private final LawProjection law = new LawProjection();
    private final OfficeProjection offices = new OfficeProjection();
    private final InspectionProjection inspections = new InspectionProjection();
    private final ImportProjection imports = new ImportProjection();

    /** @param zone whose days count where no office's do */
    public Projections(ZoneId zone) {
        this.zone = zone;
        this.complaints = new ComplaintProjection(zone);
    }

    /** Whose days count where no office's do. */
    public ZoneId zone() {
        return zone;
    }

    /**
     * @param position of the event in the total order
     * @param sequence of the event in its stream
     */
    public void apply(DomainEvent event, long position, long sequence, Views views) {
        switch (event) {
            case ComplaintEvent e -> complaints.apply(e, position, sequence, views);
            case OfficeEvent e -> {
                offices.apply(e, sequence, views);
                law.apply(e, position, sequence, views);
            }
            case CalendarEvent e -> law.apply(e, position, sequence, views);
            case RulebookEvent e -> law.apply(e, position, sequence, views);
            case InspectionEvent e -> inspections.apply(e, position, sequence, views);
            case ImportEvent e -> imports.apply(e, sequence, views);
            default -> throw new IllegalArgumentException("no projection knows " + event.getClass().getName());
        }
    }
}
