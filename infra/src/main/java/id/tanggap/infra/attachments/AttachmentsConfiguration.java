package id.tanggap.infra.attachments;

import id.tanggap.command.Commands;
import id.tanggap.command.complaint.AttachingFiles;
import id.tanggap.command.complaint.AttachmentsApi;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.keys.People;
import id.tanggap.query.complaint.AttachmentViewsApi;
import id.tanggap.query.complaint.GivingOutAttachments;
import id.tanggap.query.complaint.ReadingComplaints;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Attached files, put together: pages take them in on query nodes, the API on command nodes. */
@Configuration(proxyBeanMethods = false)
class AttachmentsConfiguration {

    @Bean
    TakingInFiles attachmentFiles(TanggapProperties properties, AttachmentStore store) {
        return new TakingInFiles(properties.data().resolve("attachments-arriving"), store);
    }

    @Bean
    OpeningFiles attachmentContents(AttachmentStore store) {
        return new OpeningFiles(store);
    }

    @Bean
    AttachingFiles attachingFiles(Commands commands, TakingInFiles files) {
        return new AttachingFiles(commands, files);
    }

    @Bean
    @ForRole(Role.COMMAND)
    AttachmentsApi attachmentsApi(AttachingFiles attaching) {
        return new AttachmentsApi(attaching);
    }

    @Bean
    @ForRole(Role.QUERY)
    GivingOutAttachments givingOutAttachments(ReadingComplaints complaints, OpeningFiles files) {
        return new GivingOutAttachments(complaints, files);
    }

    @Bean
    @ForRole(Role.QUERY)
    AttachmentViewsApi attachmentViewsApi(GivingOutAttachments attachments) {
        return new AttachmentViewsApi(attachments);
    }

    /** @param scanner see {@link Scanner#of} */
    @Bean
    @ForRole(Role.COMMAND)
    KeepingFiles keepingFiles(AttachmentStore store, OpeningFiles files, TotalOrderEventStorageEngine events, EventTypes types,
                              Commands commands, People people, Clock clock, MeterRegistry meters,
                              @Value("${tanggap.scanner:}") String scanner) {
        return new KeepingFiles(new KeepingFiles.Tools(store, files, Scanner.of(scanner), events, commands, people, clock),
                types, meters);
    }

    @Bean
    @ForRole(Role.COMMAND)
    AttachmentsHealth attachmentsHealthIndicator(KeepingFiles keepingFiles) {
        return new AttachmentsHealth(keepingFiles);
    }
}
