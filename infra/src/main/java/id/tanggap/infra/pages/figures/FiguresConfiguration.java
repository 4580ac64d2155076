package id.tanggap.infra.pages.figures;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Pages;
import id.tanggap.query.law.Laws;
import id.tanggap.query.office.Offices;
import id.tanggap.query.scorecard.LookingBehindFigures;
import id.tanggap.query.scorecard.ReadingScorecards;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages on how offices do. */
@Configuration(proxyBeanMethods = false)
class FiguresConfiguration {

    @Bean
    @ForRole(Role.QUERY)
    ComparisonPages comparisonPages(Pages pages, Offices offices, ReadingScorecards scorecards, Clock clock,
                                    TanggapProperties properties) {
        return new ComparisonPages(pages, offices, scorecards, clock, properties.zone());
    }

    @Bean
    @ForRole(Role.QUERY)
    OfficePages officePages(Pages pages, Offices offices, ReadingScorecards scorecards, Laws laws, Clock clock) {
        return new OfficePages(pages, offices, scorecards, laws, clock);
    }

    @Bean
    @ForRole(Role.QUERY)
    DashboardPages dashboardPages(Pages pages, Offices offices, ReadingScorecards scorecards, LookingBehindFigures behind,
                                  Laws laws, Clock clock) {
        return new DashboardPages(pages, offices, scorecards, behind, laws, clock);
    }
}
