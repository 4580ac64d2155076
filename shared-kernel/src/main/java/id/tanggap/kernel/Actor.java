package id.tanggap.kernel;

import id.tanggap.kernel.office.OfficeId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who acts.
 *
 * @param role   in which capacity
 * @param id     a staff member's account name, or the role's own name for people without an account. Never a reporter's
 *               name or address: events are kept for ever.
 * @param office the office that an officer or head belongs to; empty for everybody else
 */
public record Actor(Role role, String id, Optional<OfficeId> office) {

    /** What an account name may look like. */
    public static final Pattern ACCOUNT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public static final Actor PUBLIC = new Actor(Role.PUBLIC, "public", Optional.empty());
    public static final Actor REPORTER = new Actor(Role.REPORTER, "reporter", Optional.empty());
    public static final Actor SYSTEM = new Actor(Role.SYSTEM, "tanggap", Optional.empty());

    /** @throws IllegalArgumentException if the name is malformed, or an office is missing or out of place */
    public Actor {
        Objects.requireNonNull(role, "role");
        if (!ACCOUNT.matcher(id).matches()) {
            throw new IllegalArgumentException("an account name has 1 to 64 of a-z 0-9 . _ -");
        }
        if (role.belongsToAnOffice() != office.isPresent()) {
            throw new IllegalArgumentException(role.belongsToAnOffice()
                    ? role + " needs an office" : role + " belongs to no office");
        }
    }

    public static Actor of(Role role, String id) {
        return new Actor(role, id, Optional.empty());
    }

    public static Actor of(Role role, String id, OfficeId office) {
        return new Actor(role, id, Optional.of(office));
    }

    public boolean belongsTo(OfficeId other) {
        return office.filter(other::equals).isPresent();
    }
}
