package id.tanggap.infra.web.edge;

import id.tanggap.command.complaint.ReporterLinks;
import id.tanggap.infra.TanggapProperties;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyPipeline;

/** The edge: its filters, in the order in which a request meets them: all but the last before anybody asks who it is from. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

    /** Found by this name by what calls it before all filters. */
    @Bean(WebHttpHandlerBuilder.FORWARDED_HEADER_TRANSFORMER_BEAN_NAME)
    TrustedProxies trustedProxies(PublicAddress address) {
        return new TrustedProxies(address);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 20)
    WebFilter sizeLimits(LimitSettings settings, TanggapProperties properties) {
        return new SizeLimits(settings, properties.imports().maxSize().toBytes());
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 30)
    @ConditionalOnProperty(name = "tanggap.limits.enabled", matchIfMissing = true)
    WebFilter rateLimits(LimitSettings settings, MeterRegistry meters) {
        return new RateLimits(settings, TimeMeter.SYSTEM_NANOTIME, Schedulers.parallel(), meters);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 40)
    WebFilter evenAnswers() {
        return new EvenAnswers(TimeMeter.SYSTEM_NANOTIME, Schedulers.parallel());
    }

    @Bean
    QrCodeApi qrCodeApi(ReporterLinks links) {
        return new QrCodeApi(links);
    }

    /** The last of all: by then it is known who asks. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebFilter actuatorAccess() {
        return new ActuatorAccess();
    }

    @Bean
    NettyServerCustomizer connections(LimitSettings settings, TanggapProperties properties) {
        return server -> server.idleTimeout(settings.idle())
                .doOnChannelInit((_, channel, _) -> {
                    HeadDeadline.addTo(channel, settings.headTime());
                    channel.pipeline().addAfter(NettyPipeline.HttpCodec, BodyCutter.class.getName(), new BodyCutter(
                            settings.body().toBytes(), properties.imports().maxSize().toBytes(),
                            SizeLimits.REPORT_SIZE));
                });
    }
}
