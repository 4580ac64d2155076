package id.tanggap.infra.pages.casework;

import id.tanggap.command.api.LimitForm;
import id.tanggap.command.complaint.Forms;
import id.tanggap.infra.pages.Choice;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.clock.WorkingUnit;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.office.OfficeId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody typed into the form of a move. Every form's fields begin with the move's name, so that each has its own id. */
record Typed(Move move, Pages.Form form) {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** The form's field that a property of the use case's body comes from, which is named by its path or as a JSON pointer. */
    String field(String property) {
        String name = property.startsWith("/") ? property.substring(1) : property;
        return prefix() + switch (name) {
            case "officeId" -> "office";
            case "officerId" -> "officer";
            case "classification" -> "class";
            case "into", "kind" -> name;
            case "limit", "limit.amount" -> "days";
            default -> "text";
        };
    }

    private String prefix() {
        return move.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-";
    }

    Optional<String> said(String field) {
        return form.said(prefix() + field);
    }

    private String text() {
        return said("text").orElse(null);
    }

    private OfficeId office() {
        return said("office").flatMap(text -> read(text, OfficeId::of)).orElse(null);
    }

    private Classification classification() {
        return said("class").flatMap(name -> Choice.taken(Classification.class, name)).orElse(null);
    }

    /** As the write API would be sent it; what is not there or cannot be is null. */
    Object body() {
        return switch (move) {
            case FORWARD -> new Forms.Verification(Forms.Verification.Decision.FORWARD, office(), classification(), null);
            case RETURN -> new Forms.Verification(Forms.Verification.Decision.RETURN, null, null, text());
            case REJECT -> new Forms.Verification(Forms.Verification.Decision.REJECT, null, null, text());
            case REFER -> new Forms.Verification(Forms.Verification.Decision.REFER, office(), null, text());
            case MERGE -> new Forms.Merge(into());
            case UNDO_MERGE -> "";
            case ASSIGN -> new Forms.Assignment(said("officer").orElse(null));
            case RESPOND -> new Forms.Response(said("kind").flatMap(name -> Choice.taken(Forms.Response.Kind.class, name)).orElse(null),
                    text());
            case APPROVE -> new Forms.Approval(Forms.Approval.Decision.APPROVE, null);
            case SEND_BACK -> new Forms.Approval(Forms.Approval.Decision.SEND_BACK, text());
            case TRANSFER -> new Forms.Transfer(office(), text());
            case WRITE -> new Forms.Message(text());
            case ASK_IDENTITY -> new Forms.RevealRequest(text());
            case UPHOLD -> new Forms.AppealDecision(Forms.AppealDecision.Decision.UPHOLD, text(), null);
            case ORDER -> new Forms.AppealDecision(Forms.AppealDecision.Decision.SEND_BACK, text(), limit());
        };
    }

    /** The number of the draft that the decision is about; 0 if none was said. */
    int draft() {
        return form.said("number").filter(text -> text.matches("[0-9]{1,6}")).map(Integer::valueOf).orElse(0);
    }

    /** One of those that were shown, or what stands in the address of another case's page. */
    private ComplaintId into() {
        return said("into").or(() -> said("other")).map(ID::matcher).filter(Matcher::find).map(Matcher::group)
                .flatMap(text -> read(text, ComplaintId::of)).orElse(null);
    }

    private LimitForm limit() {
        return said("days").filter(text -> text.matches("[0-9]{1,4}"))
                .map(text -> new LimitForm(WorkingUnit.DAYS, Integer.valueOf(text))).orElse(null);
    }

    private static <T> Optional<T> read(String text, Function<String, T> reading) {
        try {
            return Optional.of(reading.apply(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
