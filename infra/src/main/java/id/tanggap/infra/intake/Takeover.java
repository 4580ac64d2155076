package id.tanggap.infra.intake;

import id.tanggap.command.NameBasedId;
import id.tanggap.command.PlatformKey;
import id.tanggap.command.complaint.ComplaintCommand;
import id.tanggap.command.office.OfficeCommand;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.ReporterSecret;
import id.tanggap.kernel.complaint.SourceReference;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.office.OfficeId;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * What a source's case is here. The same case always becomes the same complaint at the same office, so the store's own
 * refusal to create a thing twice keeps an import from doing so. Sources publish no reporters: every case is anonymous, and
 * nobody is ever told its secret.
 */
final class Takeover {

    /** Stands in for the words that a source closed a case with, where it gives none. */
    static final String NO_WORDS = "Ditutup di sistem asal tanpa keterangan. / Closed at the source without words.";

    private final String system;
    private final PlatformKey key;

    Takeover(String system, PlatformKey key) {
        this.system = system;
        this.key = key;
    }

    ComplaintId complaint(SourceCase c) {
        return new ComplaintId(NameBasedId.of("complaint", system, c.key()));
    }

    OfficeId office(SourceCase.Agency agency) {
        return new OfficeId(NameBasedId.of("office", system, agency.code()));
    }

    OfficeCommand.Register register(SourceCase.Agency agency, ZoneId zone, CalendarId calendar, Provenance provenance) {
        return new OfficeCommand.Register(office(agency), agency.name(), Optional.empty(), zone, Optional.of(calendar),
                provenance);
    }

    ComplaintCommand.Import takeOver(SourceCase c, Provenance provenance) {
        PersonId subject = new PersonId(subject(c));
        return new ComplaintCommand.Import(complaint(c), new ComplaintCommand.Submission(
                TrackingCode.from(derive(c, "tracking", 8)), ReporterSecret.from(derive(c, "secret", 17)).hash(),
                Identity.ANONYMOUS, Optional.empty(), Shreddable.of(subject, c.title()),
                Shreddable.of(subject, c.narrative()), c.category(), Optional.empty(),
                c.location().map(place -> Shreddable.of(subject, place)), Channel.IMPORT,
                Optional.of(new SourceReference(system, c.key())), false, Optional.empty(), Optional.empty()),
                office(c.agency()), Classification.COMPLAINT,
                c.closed().map(at -> new ComplaintCommand.ClosedAtSource(at,
                        Shreddable.of(subject, c.resolution().orElse(NO_WORDS)))),
                provenance);
    }

    /** Under the platform's key: nobody can tell from a source's published key whose data an event holds. */
    private UUID subject(SourceCase c) {
        ByteBuffer bits = ByteBuffer.wrap(derive(c, "subject", 16));
        return new UUID(bits.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x8000L,
                bits.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    private byte[] derive(SourceCase c, String purpose, int count) {
        return Arrays.copyOf(key.mac("import\n" + purpose + "\n" + system + "\n" + c.key()), count);
    }
}
