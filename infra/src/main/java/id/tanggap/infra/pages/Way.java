package id.tanggap.infra.pages;

import id.tanggap.kernel.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The pages on which people of staff begin, and for whom. It only offers them: what they show is for use cases to refuse. */
public enum Way {
    /** What an office has to answer, by what is due first. */
    INBOX("/kerja", Role.OFFICER, Role.OFFICE_HEAD),
    /** What waits to be checked and forwarded. */
    VERIFICATION("/verifikasi", Role.COORDINATOR),
    /** What the inspectorate has open, and the whole history. */
    INSPECTORATE("/inspektorat", Role.INSPECTOR),
    /** How an office does, for those who answer for it. */
    DASHBOARD("/dasbor", Role.OFFICE_HEAD, Role.OFFICER, Role.INSPECTOR),
    /** What the inspectorate sent to an office, for its head to answer. */
    INSPECTIONS("/inspektorat/pemeriksaan", Role.OFFICE_HEAD),
    SEARCH("/cari", Role.OFFICER, Role.OFFICE_HEAD, Role.COORDINATOR, Role.INSPECTOR),
    /** Whose data is asked to be erased, for those who decide it and have no other page that leads there. */
    ERASURES("/penghapusan", Role.ADMINISTRATOR),
    ACCOUNTS("/akun", Role.ADMINISTRATOR),
    OFFICES("/instansi", Role.ADMINISTRATOR),
    /** What reporters appealed against, for the head of the office above. */
    APPEALS("/banding", Role.OFFICE_HEAD),
    /** Where somebody files for a person who sits beside them. */
    DESK("/meja-bantu", Role.OFFICER, Role.OFFICE_HEAD, Role.COORDINATOR);

    private final String path;
    private final Set<Role> roles;

    Way(String path, Role... roles) {
        this.path = path;
        this.roles = Set.of(roles);
    }

    public String path() {
        return path;
    }

    /** Where somebody begins their work; empty for those who have no page of their own. */
    public static Optional<Way> first(Role role) {
        return of(role).stream().findFirst();
    }

    /** Whether people of this role are offered it. */
    public boolean isFor(Role role) {
        return roles.contains(role);
    }

    static List<Way> of(Role role) {
        return Arrays.stream(values()).filter(way -> way.roles.contains(role)).toList();
    }
}
