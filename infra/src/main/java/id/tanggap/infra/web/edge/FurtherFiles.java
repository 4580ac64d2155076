package id.tanggap.infra.web.edge;

import java.util.function.BooleanSupplier;
import org.springframework.web.server.ServerWebExchange;

/**
 * Files that come with a request which is something else in the first place. How many there are is known only when they are
 * read, and that their sender sent too many lately is no reason to refuse the rest: so each is counted when it is there.
 */
public final class FurtherFiles {

    private FurtherFiles() {
    }

    static void count(ServerWebExchange exchange, BooleanSupplier budget) {
        exchange.getAttributes().put(FurtherFiles.class.getName(), budget);
    }

    /** Counts one more; to be asked once for each. @return whether it may be taken, as all may where nothing is counted */
    public static boolean mayTakeOneMore(ServerWebExchange exchange) {
        BooleanSupplier budget = exchange.getAttribute(FurtherFiles.class.getName());
        return budget == null || budget.getAsBoolean();
    }
}
