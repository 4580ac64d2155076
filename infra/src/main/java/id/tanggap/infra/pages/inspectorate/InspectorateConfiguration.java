package id.tanggap.infra.pages.inspectorate;

import id.tanggap.command.complaint.HandlingComplaints;
import id.tanggap.command.inspection.HandlingInspections;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Pages;
import id.tanggap.query.access.ReadingAccesses;
import id.tanggap.query.audit.ReadingEvents;
import id.tanggap.query.complaint.ReadingComplaints;
import id.tanggap.query.complaint.ReadingRequests;
import id.tanggap.query.inspection.ReadingInspections;
import id.tanggap.query.office.Offices;
import id.tanggap.query.projection.Progress;
import jakarta.validation.Validator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The inspectorate's pages. */
@Configuration(proxyBeanMethods = false)
class InspectorateConfiguration {

    @Bean
    @ForRole(Role.QUERY)
    OpenPage openPage(Pages pages, ReadingRequests requests, ReadingComplaints complaints,
                                  ReadingInspections inspections, Offices offices) {
        return new OpenPage(pages, requests, complaints, inspections, offices);
    }

    @Bean
    @ForRole(Role.QUERY)
    HistoryPages historyPages(Pages pages, ReadingEvents events, Offices offices, JsonMapper json, TanggapProperties properties) {
        return new HistoryPages(pages, events, offices, json, properties.zone());
    }

    @Bean
    @ForRole(Role.QUERY)
    AccessPages accessPages(Pages pages, ReadingAccesses accesses, TanggapProperties properties) {
        return new AccessPages(pages, accesses, properties.zone());
    }

    @Bean
    @ForRole(Role.QUERY)
    DecidingPages decidingPages(Pages pages, ReadingComplaints complaints, HandlingComplaints handling, Offices offices,
                                Progress progress, Validator validator) {
        return new DecidingPages(pages, complaints, handling, offices, progress, validator);
    }

    @Bean
    @ForRole(Role.QUERY)
    ErasurePages erasurePages(Pages pages, ReadingRequests requests, HandlingComplaints handling, Offices offices,
                              Progress progress, Validator validator) {
        return new ErasurePages(pages, requests, handling, offices, progress, validator);
    }

    @Bean
    @ForRole(Role.QUERY)
    InspectionPages inspectionPages(Pages pages, ReadingInspections inspections, HandlingInspections handling, Offices offices,
                                    Progress progress, Validator validator, TanggapProperties properties) {
        return new InspectionPages(pages, inspections, handling, offices, progress, validator, properties.zone());
    }
}
