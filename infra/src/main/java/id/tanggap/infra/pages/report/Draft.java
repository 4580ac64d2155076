package id.tanggap.infra.pages.report;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A report that is being written: what was answered so far, as it was typed. Kept by the browser that writes it.
 *
 * @param key     under which it is sent, however often: a report is made once
 * @param answers by field
 * @param settled the questions that were answered, be it with nothing where that is an answer
 */
record Draft(String key, Map<String, String> answers, Set<Step> settled) {

    static Draft begin() {
        return new Draft(UUID.randomUUID().toString(), Map.of(), Set.of());
    }

    Draft {
        answers = Map.copyOf(answers);
        settled = Set.copyOf(settled);
    }

    /** Empty text if it was not answered. */
    public String get(String field) {
        return answers.getOrDefault(field, "");
    }

    public boolean begun() {
        return !settled.isEmpty();
    }

    /** With what was typed on a page, whether or not it is an answer yet. */
    Draft typed(Map<String, String> typed) {
        Map<String, String> all = new LinkedHashMap<>(answers);
        typed.forEach((field, text) -> {
            if (text.isBlank()) {
                all.remove(field);
            } else {
                all.put(field, text);
            }
        });
        return new Draft(key, all, settled);
    }

    Draft settled(Step step) {
        EnumSet<Step> all = EnumSet.of(step);
        all.addAll(settled);
        return new Draft(key, answers, all);
    }

    Draft unsettled(Collection<Step> steps) {
        EnumSet<Step> left = EnumSet.noneOf(Step.class);
        left.addAll(settled);
        left.removeAll(steps);
        return new Draft(key, answers, left);
    }

    /** The first question that is still open; the check if there is none. */
    Step next() {
        for (Step step : Step.values()) {
            if (step.isAsked(this) && !settled.contains(step)) {
                return step;
            }
        }
        return Step.CHECK;
    }

    /** The question before; itself if it is the first. */
    Step before(Step step) {
        for (int i = step.ordinal() - 1; i >= 0; i--) {
            if (Step.values()[i].isAsked(this)) {
                return Step.values()[i];
            }
        }
        return step;
    }
}
