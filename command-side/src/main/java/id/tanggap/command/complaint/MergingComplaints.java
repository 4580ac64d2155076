package id.tanggap.command.complaint;

import id.tanggap.command.Answer;
import id.tanggap.command.AnsweredRequests;
import id.tanggap.command.Request;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.complaint.ComplaintId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/**
 * Merging concerns two complaints. Both are loaded in one unit of work and both ends are appended together, so there is
 * never a merge of which one end knows nothing, and never a ring of merges.
 */
public final class MergingComplaints {

    private final Repository<ComplaintAggregate> complaints;

    public MergingComplaints(Repository<ComplaintAggregate> complaints) {
        this.complaints = complaints;
    }

    @CommandHandler
    Answer merge(ComplaintCommand.Merge command, MetaData metaData, Law law) {
        Map<ComplaintId, Aggregate<ComplaintAggregate>> both = load(command.complaint(), command.into());
        return inOneStep(both.get(command.complaint()), Optional.ofNullable(both.get(command.into())), command, metaData,
                (source, target) -> ComplaintDecision.merge(source, target, command, law));
    }

    @CommandHandler
    Answer undo(ComplaintCommand.UndoMerge command, MetaData metaData, Law law) {
        Aggregate<ComplaintAggregate> source = complaints.load(command.complaint().toString());
        Optional<Aggregate<ComplaintAggregate>> into = Optional.ofNullable(source.invoke(ComplaintAggregate::complaint))
                .flatMap(Complaint::mergedInto).map(id -> complaints.load(id.toString()));
        return inOneStep(source, into, command, metaData,
                (merged, target) -> ComplaintDecision.undoMerge(merged, target, command, law));
    }

    private static Answer inOneStep(Aggregate<ComplaintAggregate> source, Optional<Aggregate<ComplaintAggregate>> target,
                                    ComplaintCommand.Handling command, MetaData metaData,
                                    BiFunction<Complaint, Optional<Complaint>, ComplaintDecision.Merging> decision) {
        ComplaintDecision.admit(source.invoke(ComplaintAggregate::complaint), command);
        Request request = Request.from(metaData);
        return source.invoke(root -> root.recall(request)).orElseGet(() -> {
            AnsweredRequests.requireMatch(request, source.version());
            ComplaintDecision.Merging merging = decision.apply(source.invoke(ComplaintAggregate::complaint),
                    target.map(into -> into.invoke(ComplaintAggregate::complaint)));
            target.orElseThrow().execute(root -> root.record(merging.target(), Request.PLAIN));
            return source.invoke(root -> root.record(List.of(merging.source()), request));
        });
    }

    /**
     * In the order of their ids: two merges that meet lock their complaints in the same order and cannot deadlock. Undoing
     * cannot keep that order, as only the first complaint tells which the second is; {@code Commands} decides anew what
     * runs into a deadlock.
     */
    private Map<ComplaintId, Aggregate<ComplaintAggregate>> load(ComplaintId source, ComplaintId target) {
        Map<ComplaintId, Aggregate<ComplaintAggregate>> both = new HashMap<>();
        Stream.of(source, target).distinct().sorted(java.util.Comparator.comparing(ComplaintId::value)).forEach(id -> {
            try {
                both.put(id, complaints.load(id.toString()));
            } catch (AggregateNotFoundException e) {
                if (id.equals(source)) {
                    throw e;
                }
            }
        });
        return both;
    }
}
