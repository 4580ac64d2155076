package id.tanggap.infra.pages.offices;

import id.tanggap.command.office.ManagingOffices;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Pages;
import id.tanggap.query.office.Offices;
import id.tanggap.query.projection.Progress;
import jakarta.validation.Validator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages on which offices are managed. */
@Configuration(proxyBeanMethods = false)
class OfficesConfiguration {

    @Bean
    @ForRole(Role.QUERY)
    ManagingPages managingPages(Pages pages, Offices offices, ManagingOffices managing, Progress progress, Validator validator) {
        return new ManagingPages(pages, offices, managing, progress, validator);
    }
}
