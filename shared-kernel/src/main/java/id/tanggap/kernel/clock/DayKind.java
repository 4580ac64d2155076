package id.tanggap.kernel.clock;

/** Why a day is not what its weekday says. */
public enum DayKind {
    /** Hari libur nasional: decreed for the whole country. */
    NATIONAL,
    /** Cuti bersama: collective leave. Offices are closed, so it does not count either. */
    COLLECTIVE_LEAVE,
    /** A holiday of a region or of one office. */
    REGIONAL,
    /** A weekend day that was made a working day. Never cancels a holiday: that takes a decree that cancels it. */
    WORKING_DAY;

    public boolean isHoliday() {
        return this != WORKING_DAY;
    }
}
