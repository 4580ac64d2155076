package id.tanggap.infra.pages.casework;

import id.tanggap.command.complaint.HandlingComplaints;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Pages;
import id.tanggap.query.complaint.CheckingHints;
import id.tanggap.query.complaint.ListingComplaints;
import id.tanggap.query.complaint.ReadingComplaints;
import id.tanggap.query.office.Offices;
import id.tanggap.query.projection.Progress;
import jakarta.validation.Validator;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of those who work on complaints. */
@Configuration(proxyBeanMethods = false)
class CaseworkConfiguration {

    @Bean
    @ForRole(Role.QUERY)
    Cases cases(ReadingComplaints complaints, CheckingHints hints, Offices offices, Colleagues colleagues, Pages pages,
                Clock clock) {
        return new Cases(complaints, hints, offices, colleagues, pages, clock);
    }

    @Bean
    @ForRole(Role.QUERY)
    CasePages casePages(Pages pages, Cases cases, HandlingComplaints handling, Progress progress, Validator validator) {
        return new CasePages(pages, cases, handling, progress, validator);
    }

    @Bean
    @ForRole(Role.QUERY)
    WorkPages workPages(Pages pages, Cases cases, ListingComplaints listing) {
        return new WorkPages(pages, cases, listing);
    }

    @Bean
    @ForRole(Role.QUERY)
    AppealPages appealPages(Pages pages, Cases cases, ReadingComplaints complaints) {
        return new AppealPages(pages, cases, complaints);
    }

    @Bean
    @ForRole(Role.QUERY)
    SearchPages searchPages(Pages pages, Cases cases, ListingComplaints listing) {
        return new SearchPages(pages, cases, listing);
    }
}
