package id.tanggap.kernel.clock;

/** What a limit is counted in. */
public enum WorkingUnit {

    /**
     * Working days. Each counts as one whole civil day, 86,400 seconds of the clock on the office's wall, whatever its
     * working hours are, and also when daylight saving makes it an hour shorter or longer.
     */
    DAYS(86_400),

    /** Working hours: only the office's hours on working days count. */
    HOURS(3_600);

    private final int seconds;

    WorkingUnit(int seconds) {
        this.seconds = seconds;
    }

    /** How many seconds of working time one of it has. */
    public int seconds() {
        return seconds;
    }
}
