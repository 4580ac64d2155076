package id.tanggap.kernel;

/** In which capacity somebody acts. */
public enum Role {
    /** Nobody in particular: reads the public part, submits. */
    PUBLIC,
    /** The person who submitted the complaint at hand, proven by its secret. */
    REPORTER,
    /** Checks submissions and forwards them to the office that must answer. */
    COORDINATOR,
    /** Works on complaints of one office. */
    OFFICER,
    /** Answers for one office: approves final responses, assigns officers. */
    OFFICE_HEAD,
    /** Oversees offices and reads the whole history. */
    INSPECTOR,
    /** Registers offices and their service standards; starts imports. */
    ADMINISTRATOR,
    /** Another system that brings in complaints with their own times. */
    API_CLIENT,
    /** The platform itself. */
    SYSTEM;

    /** Whether this role is tied to one office. */
    public boolean belongsToAnOffice() {
        return this == OFFICER || this == OFFICE_HEAD;
    }

    /** Whether this is somebody who works for an office, the inspectorate or the platform. */
    public boolean isStaff() {
        return this != PUBLIC && this != REPORTER;
    }
}
