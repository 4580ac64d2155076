package id.tanggap.infra.moving;

import java.nio.file.Path;

/** Something could not be moved; the message says in one line what and why, and what to do. */
public final class MovingFailed extends RuntimeException {

    public MovingFailed(String message) {
        super(message);
    }

    public MovingFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param line counted from 1 */
    public static MovingFailed at(Path file, long line, String what) {
        return new MovingFailed("%s, line %d: %s".formatted(file, line, what));
    }
}
