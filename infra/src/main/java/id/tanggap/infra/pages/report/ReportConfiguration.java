package id.tanggap.infra.pages.report;

import id.tanggap.command.complaint.AttachingFiles;
import id.tanggap.command.complaint.HandlingComplaints;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Envelopes;
import id.tanggap.infra.pages.Pages;
import id.tanggap.query.complaint.ReadingComplaints;
import id.tanggap.query.law.Laws;
import id.tanggap.query.office.Offices;
import id.tanggap.query.projection.Progress;
import jakarta.validation.Validator;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages on which a report is made. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

    @Bean
    @ForRole(Role.QUERY)
    ReportPages reportPages(Pages pages, Envelopes envelopes, HandlingComplaints handling, ReadingComplaints complaints,
                            Offices offices, Progress progress, Laws laws, Clock clock, Validator validator,
                            AttachingFiles attaching) {
        return new ReportPages(pages, envelopes, handling, complaints, offices, progress, laws, clock,
                new Answers(validator), new Enclosures(attaching));
    }
}
