package id.tanggap.infra.views;

import java.util.ArrayList;
import java.util.List;

/** Describes failures without what they may quote. */
final class Faults {

    private Faults() {
    }

    /** Messages of exceptions may quote values of the event, personal ones too: types and places only. */
    static String describe(Throwable failure) {
        List<String> parts = new ArrayList<>();
        for (Throwable t = failure; t != null && parts.size() < 5; t = t.getCause()) {
            StackTraceElement[] trace = t.getStackTrace();
            parts.add(t.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]));
        }
        return String.join(", caused by ", parts);
    }
}
