package id.tanggap.infra.pages.offices;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Pages;
import id.tanggap.query.office.Offices;
import id.tanggap.query.scorecard.ReadingScorecards;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages on how offices do. */
@Configuration(proxyBeanMethods = false)
class OfficesConfiguration {

    @Bean
    @ForRole(Role.QUERY)
    OfficesPage officesPage(Pages pages, Offices offices, ReadingScorecards scorecards, Clock clock,
                            TanggapProperties properties) {
        return new OfficesPage(pages, offices, scorecards, clock, properties.zone());
    }
}
