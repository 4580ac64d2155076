package id.tanggap.infra.pages.desk;

import id.tanggap.command.complaint.HandlingComplaints;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Assets;
import id.tanggap.infra.pages.Envelopes;
import id.tanggap.infra.pages.Pages;
import id.tanggap.query.office.Offices;
import jakarta.validation.Validator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The assisted desk's pages. */
@Configuration(proxyBeanMethods = false)
class DeskConfiguration {

    @Bean
    @ForRole(Role.QUERY)
    DeskPages deskPages(Pages pages, Envelopes envelopes, Assets assets, HandlingComplaints handling, Offices offices,
                        Validator validator) {
        return new DeskPages(pages, envelopes, assets, handling, offices, validator);
    }
}
