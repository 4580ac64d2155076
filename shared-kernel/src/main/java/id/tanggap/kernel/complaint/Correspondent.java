package id.tanggap.kernel.complaint;

import id.tanggap.kernel.Role;
import id.tanggap.kernel.Text;

/** Who writes in the conversation about a complaint. */
public enum Correspondent {

    REPORTER("pelapor", "the reporter"),
    /** The office that has the complaint. */
    OFFICE("instansi", "the office"),
    COORDINATOR("koordinator", "the coordinator"),
    INSPECTORATE("inspektorat", "the inspectorate");

    private final Text text;

    Correspondent(String id, String en) {
        this.text = new Text(id, en);
    }

    public Text text() {
        return text;
    }

    /** @throws IllegalArgumentException if this role takes no part in it */
    public static Correspondent of(Role role) {
        return switch (role) {
            case REPORTER -> REPORTER;
            case OFFICER, OFFICE_HEAD -> OFFICE;
            case COORDINATOR -> COORDINATOR;
            case INSPECTOR -> INSPECTORATE;
            case PUBLIC, ADMINISTRATOR, API_CLIENT, SYSTEM ->
                    throw new IllegalArgumentException(role + " takes no part in the conversation");
        };
    }
}
