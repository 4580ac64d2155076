package id.tanggap.query.scorecard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Picks what answers a question from day after day, the last day first. Reads no more days than it takes. */
public final class Picking {

    private final Counted.Question question;
    private final List<Counted> picked = new ArrayList<>();

    public Picking(Counted.Question question) {
        this.question = question;
    }

    /** Whether no further day is needed. */
    public boolean isDone() {
        return picked.size() >= question.limit();
    }

    /** @param ofOneDay all that was counted at the office on a day before those that were given so far; in any order */
    public void pickFrom(List<Counted> ofOneDay) {
        Map<Long, Integer> takenBack = new HashMap<>();
        ofOneDay.stream().sorted(Comparator.comparingLong(Counted::position).reversed()).forEach(counted -> {
            if (question.figure() == Figure.RESOLVED && counted.takesBack()) {
                takenBack.merge(counted.complaint(), 1, Integer::sum);
            }
            if (counted.figures().contains(question.figure()) && !isTakenBack(counted, takenBack) && isAskedFor(counted)) {
                picked.add(counted);
            }
        });
    }

    /** What takes back comes later, and is met earlier: each of them takes one resolution with it. */
    private static boolean isTakenBack(Counted counted, Map<Long, Integer> takenBack) {
        Integer times = takenBack.get(counted.complaint());
        if (times == null) {
            return false;
        }
        takenBack.compute(counted.complaint(), (_, _) -> times == 1 ? null : times - 1);
        return true;
    }

    private boolean isAskedFor(Counted counted) {
        return !isDone() && question.classification().map(counted.classification()::equals).orElse(true)
                && question.took().map(took -> took.includes(counted.working())).orElse(true)
                && question.after().map(counted.place()::isBefore).orElse(true);
    }

    /** The newest first. */
    public List<Counted> picked() {
        return List.copyOf(picked);
    }
}
