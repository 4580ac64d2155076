package id.tanggap.kernel.clock;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.EventName;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.office.ServiceStandard;

/** What can happen to the rules that hold for all offices. There is one rulebook. */
public sealed interface RulebookEvent extends DomainEvent {

    /** Where its events are; never the stream of anything else. */
    String STREAM = "rulebook";

    /** Binds every office that has no standard of its own for the class. */
    @EventName("rulebook.standard-set")
    record StandardSet(ServiceStandard standard, Provenance provenance) implements RulebookEvent {
    }

    @EventName("rulebook.procedure-set")
    record ProcedureSet(Procedure procedure, Provenance provenance) implements RulebookEvent {
    }
}
