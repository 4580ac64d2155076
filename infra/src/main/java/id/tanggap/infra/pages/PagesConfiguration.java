package id.tanggap.infra.pages;

import id.tanggap.command.PlatformKey;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.web.edge.PublicAddress;
import id.tanggap.query.law.Laws;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;
import org.thymeleaf.ITemplateEngine;

/** What all pages share, put together. */
@Configuration(proxyBeanMethods = false)
class PagesConfiguration {

    @Bean
    Assets assets() {
        return new Assets();
    }

    /** @param contact whom people can ask for help, in a line that they can read: an address, a number, opening hours */
    @Bean
    Pages pages(ITemplateEngine templates, MessageSource words, Assets assets,
                @Value("${tanggap.sign-in.demo:false}") boolean demo, @Value("${tanggap.contact:}") String contact) {
        return new Pages(templates, words, assets, demo, contact);
    }

    @Bean
    Envelopes envelopes(PlatformKey key, Clock clock) {
        return new Envelopes(key, clock);
    }

    @Bean
    ErrorPages errorPages(Pages pages) {
        return new ErrorPages(pages);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 110)
    WebFilter formsFromHere(PublicAddress address) {
        return new FormsFromHere(address);
    }

    @Bean
    @ForRole(Role.QUERY)
    AssetPages assetPages(Assets assets) {
        return new AssetPages(assets);
    }

    @Bean
    @ForRole(Role.QUERY)
    PublicPages publicPages(Pages pages, Laws laws, Clock clock) {
        return new PublicPages(pages, laws, clock);
    }
}
