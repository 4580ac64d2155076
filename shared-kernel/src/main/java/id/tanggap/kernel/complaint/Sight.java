package id.tanggap.kernel.complaint;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.office.OfficeId;
import java.util.Optional;

/**
 * What somebody may see of one complaint: the one place for these rules. Commands are admitted by it, and every read asks it,
 * whether it answers with JSON, pages, streams or files.
 * <ul>
 * <li>What is withheld exists only for coordinators, the inspectorate and its reporter. For everybody else it is as unknown as
 * a complaint that there never was: in answers, lists, counts, related ids and refusals.
 * <li>Only the office that has a complaint, or had it when it ended, sees its texts; for others it is one of the public.
 * <li>An office knows who reported only if the reporter is open, or was revealed to this very office. As long as it does not,
 * it is told neither the times of what the reporter did, but for the day, nor how the complaint came in.
 * <li>Whoever shows a secret that does not fit, or that of a reporter whose data was erased, sees nothing.
 * </ul>
 *
 * @param part       how much
 * @param whoIsKnown whether it includes who reported, and what could lead there
 */
public record Sight(Part part, boolean whoIsKnown) {

    /** How much of a complaint there is to see. */
    public enum Part {
        /** Not even that it exists. */
        NOTHING,
        /** That it exists, where it stands, what kind of matter it is, on which day. */
        PUBLIC,
        /** All that the reporter said and was told. */
        REPORTER,
        /** All that the office that has it works with. */
        OFFICE,
        /** Everything. */
        OVERSIGHT
    }

    /** For whom something that happened to a complaint is meant. */
    public enum Audience {
        EVERYBODY,
        /** The reporter and those who work on it. */
        INVOLVED,
        /** Those who work on it. */
        STAFF,
        /** The reporter and those above the office. */
        REPORTER_AND_OVERSIGHT
    }

    /** A complaint, as far as it matters here. */
    public interface Subject {

        Identity identity();

        SecretHash secretHash();

        /** Who has it, or had it when it ended. */
        Optional<OfficeId> office();

        Secrecy secrecy();
    }

    private static final Sight NOTHING = new Sight(Part.NOTHING, false);
    private static final Sight PUBLIC = new Sight(Part.PUBLIC, false);
    private static final Sight REPORTER = new Sight(Part.REPORTER, true);
    private static final Sight OVERSIGHT = new Sight(Part.OVERSIGHT, true);

    /** @param proof of the secret that was shown, if one was */
    public static Sight of(Subject complaint, Actor actor, Optional<SecretHash> proof) {
        Secrecy secrecy = complaint.secrecy();
        if (proof.isPresent() && (secrecy.erased().isPresent() || !complaint.secretHash().matches(proof.get()))) {
            return NOTHING;
        }
        if (seesWithheld(actor)) {
            return OVERSIGHT;
        }
        Optional<OfficeId> office = complaint.office().filter(actor::belongsTo);
        if (office.isPresent() && !secrecy.withheld()) {
            return new Sight(Part.OFFICE, complaint.identity() == Identity.OPEN
                    || complaint.identity() == Identity.CONFIDENTIAL && secrecy.revealedTo().contains(office.get()));
        }
        if (proof.isPresent()) {
            return REPORTER;
        }
        return secrecy.withheld() ? NOTHING : PUBLIC;
    }

    /**
     * As whom somebody may have everything that is held about a complaint's reporter: the reporter, or on the reporter's written
     * request an administrator or the inspectorate.
     *
     * @return empty if they may not
     */
    public static Optional<Sight> ofPersonalData(Subject complaint, Actor actor, Optional<SecretHash> proof) {
        Sight sight = of(complaint, actor, proof);
        boolean onRequest = actor.role() == Role.ADMINISTRATOR || actor.role() == Role.INSPECTOR;
        return Optional.of(REPORTER).filter(_ -> sight.part == Part.REPORTER || onRequest && !sight.isNothing());
    }

    /** Whether somebody sees complaints that are withheld, whichever they are. */
    public static boolean seesWithheld(Actor actor) {
        return actor.role() == Role.COORDINATOR || actor.role() == Role.INSPECTOR || actor.role() == Role.SYSTEM;
    }

    /** Whether the complaint is as good as unknown. */
    public boolean isNothing() {
        return part == Part.NOTHING;
    }

    /** Whether it includes what was said. */
    public boolean isInvolved() {
        return part == Part.REPORTER || isStaff();
    }

    public boolean isStaff() {
        return part == Part.OFFICE || isOversight();
    }

    public boolean isOversight() {
        return part == Part.OVERSIGHT;
    }

    /** Whether something meant for these is meant for this reader. */
    public boolean isAmong(Audience audience) {
        return switch (audience) {
            case EVERYBODY -> part != Part.NOTHING;
            case INVOLVED -> isInvolved();
            case STAFF -> isStaff();
            case REPORTER_AND_OVERSIGHT -> part == Part.REPORTER || isOversight();
        };
    }
}
