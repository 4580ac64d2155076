package id.tanggap.command.law;

import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.clock.Procedure;
import id.tanggap.kernel.office.ServiceStandard;
import java.util.List;

/** What can be asked of the rulebook. */
public sealed interface RulebookCommand {

    Provenance provenance();

    /** Opens the rulebook, with what has been in force all along. */
    record Open(List<ServiceStandard> standards, Procedure procedure, Provenance provenance) implements RulebookCommand {

        public Open {
            standards = List.copyOf(standards);
        }
    }

    /** Asked of the rulebook once it is open. */
    sealed interface Change extends RulebookCommand {
    }

    record SetStandard(ServiceStandard standard, Provenance provenance) implements Change {
    }

    record SetProcedure(Procedure procedure, Provenance provenance) implements Change {
    }
}
