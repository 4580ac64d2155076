package id.tanggap.infra.pages.attachments;

import id.tanggap.command.complaint.AttachingFiles;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.query.complaint.GivingOutAttachments;
import id.tanggap.query.projection.Progress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Attached files on pages of staff. */
@Configuration(proxyBeanMethods = false)
class PageAttachmentsConfiguration {

    @Bean
    @ForRole(Role.QUERY)
    StaffAttachments staffAttachments(AttachingFiles attaching, GivingOutAttachments attachments, Progress progress) {
        return new StaffAttachments(attaching, attachments, progress);
    }
}
