package id.tanggap.kernel.complaint;

/** What a complaint is about, as offices sort their work: a short label, not free text of the reporter's. */
public record Category(String value) {

    public static final int MAX_LENGTH = 80;

    /** @throws IllegalArgumentException if it is blank or longer than {@value #MAX_LENGTH} characters */
    public Category {
        value = value.strip();
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a category has 1 to " + MAX_LENGTH + " characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
