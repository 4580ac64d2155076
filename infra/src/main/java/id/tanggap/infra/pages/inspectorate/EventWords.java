package id.tanggap.infra.pages.inspectorate;

import java.util.List;

/** The events for which there are words, in the order in which a filter offers them. */
final class EventWords {

    static final List<String> TYPES = List.of("complaint.submitted", "complaint.referred-to-inspectorate", "complaint.forwarded",
            "complaint.returned", "complaint.completed", "complaint.lapsed", "complaint.rejected", "complaint.assigned",
            "complaint.transferred", "complaint.interim-response-given", "complaint.final-response-drafted",
            "complaint.final-response-sent-back", "complaint.final-response-approved", "complaint.closed", "complaint.escalated",
            "complaint.asked-whether-solved", "complaint.confirmed-solved", "complaint.reported-unsolved", "complaint.objected",
            "complaint.appealed", "complaint.sent-back-on-appeal", "complaint.withdrawn", "complaint.merged",
            "complaint.merge-undone", "complaint.duplicate-joined", "complaint.duplicate-left", "complaint.evaluated",
            "complaint.message-sent", "complaint.attachment-added", "complaint.attachment-cleared",
            "complaint.attachment-rejected", "complaint.identity-reveal-requested", "complaint.identity-revealed",
            "complaint.identity-reveal-refused", "complaint.erasure-requested", "complaint.erasure-refused",
            "complaint.personal-data-erased", "inspection.opened", "inspection.finding-recorded",
            "inspection.recommendation-made", "inspection.report-sent", "inspection.follow-up-reported", "inspection.closed",
            "office.registered", "office.renamed", "office.moved", "office.service-standard-set", "office.calendar-chosen",
            "office.deactivation-begun", "office.deactivation-abandoned", "office.deactivated", "account.opened",
            "account.role-changed", "account.deactivated", "account.reactivated", "account.password-reset-requested",
            "account.password-set", "account.second-factor-set", "account.second-factor-removed",
            "account.key-issued", "account.key-revoked", "calendar.registered", "calendar.day-named",
            "calendar.day-cancelled", "calendar.year-declared", "calendar.week-set", "rulebook.standard-set",
            "rulebook.procedure-set", "import.started", "import.advanced", "import.finished", "import.failed");

    private EventWords() {
    }
}
