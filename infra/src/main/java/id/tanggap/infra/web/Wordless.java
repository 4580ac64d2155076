package id.tanggap.infra.web;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * A fault as the log may have it: what it was and where, without its message. Messages of libraries quote what they could not
 * read, and that is what somebody sent us.
 */
final class Wordless {

    private Wordless() {
    }

    static String trace(Throwable fault) {
        StringBuilder trace = new StringBuilder();
        Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = fault; cause != null && told.add(cause); cause = cause.getCause()) {
            trace.append(trace.isEmpty() ? "" : "\nCaused by: ").append(cause.getClass().getName());
            for (StackTraceElement frame : cause.getStackTrace()) {
                trace.append("\n\tat ").append(frame);
            }
        }
        return trace.toString();
    }
}
