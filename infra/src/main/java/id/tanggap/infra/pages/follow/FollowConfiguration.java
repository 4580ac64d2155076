package id.tanggap.infra.pages.follow;

import id.tanggap.command.complaint.AttachingFiles;
import id.tanggap.command.complaint.HandlingComplaints;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Envelopes;
import id.tanggap.infra.pages.Pages;
import id.tanggap.query.complaint.GivingOutAttachments;
import id.tanggap.query.complaint.ReadingComplaints;
import id.tanggap.query.office.Offices;
import id.tanggap.query.projection.Progress;
import jakarta.validation.Validator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page of one report. */
@Configuration(proxyBeanMethods = false)
class FollowConfiguration {

    @Bean
    @ForRole(Role.QUERY)
    FollowPages followPages(Pages pages, Envelopes envelopes, HandlingComplaints handling, ReadingComplaints complaints,
                            Offices offices, Progress progress, Validator validator) {
        return new FollowPages(pages, envelopes, handling, complaints, offices, progress, validator);
    }

    @Bean
    @ForRole(Role.QUERY)
    FollowAttachments followAttachments(Pages pages, FollowPages follow, AttachingFiles attaching,
                                        GivingOutAttachments attachments, ReadingComplaints complaints, Progress progress) {
        return new FollowAttachments(pages, follow, attaching, attachments, complaints, progress);
    }
}
