package id.tanggap.infra.web;

import id.tanggap.kernel.NotFound;
import id.tanggap.command.PlatformKey;
import id.tanggap.command.api.SenderArgument;
import id.tanggap.infra.json.TanggapModule;
import id.tanggap.infra.web.edge.PublicAddress;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.ReaderArgument;
import jakarta.validation.MessageInterpolator;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.WebFilter;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Hooks;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.type.LogicalType;

/** How requests are read and answered. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebFluxConfigurer {

    private static final Logger log = LoggerFactory.getLogger(WebConfiguration.class);

    private final Clock clock;
    private final PlatformKey key;

    WebConfiguration(Clock clock, PlatformKey key) {
        this.clock = clock;
        this.key = key;
        Hooks.onErrorDropped(WebConfiguration::tellUnlessTheirs);
    }

    /** That a client hung up, or sent half a form, while nobody was listening any more is no error of ours. */
    private static void tellUnlessTheirs(Throwable fault) {
        if (!DisconnectedClientHelper.isClientDisconnectedException(fault) && !(fault instanceof DecodingException)) {
            log.error("An error came when nobody was listening any more: {}", Wordless.trace(fault));
        }
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(new SenderArgument(clock, key), new ReaderArgument());
    }

    /** What is no id names nothing: it is answered like an id that nobody has. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, ComplaintId.class, id(ComplaintId::of, NotFound.COMPLAINT_NOT_FOUND));
        registry.addConverter(String.class, OfficeId.class, id(OfficeId::of, NotFound.OFFICE_NOT_FOUND));
        registry.addConverter(String.class, InspectionId.class, id(InspectionId::of, NotFound.INSPECTION_NOT_FOUND));
        registry.addConverter(String.class, AccountName.class, id(AccountName::of, NotFound.ACCOUNT_NOT_FOUND));
        registry.addConverter(String.class, KeyId.class, id(KeyId::of, NotFound.KEY_NOT_FOUND));
        registry.addConverter(String.class, ImportId.class, id(ImportId::of, NotFound.IMPORT_NOT_FOUND));
    }

    private static <T> Converter<String, T> id(Function<String, T> read, Rule otherwise) {
        return text -> {
            try {
                return read.apply(text);
            } catch (IllegalArgumentException _) {
                throw Refusal.of(otherwise);
            }
        };
    }

    /** Reads strictly: what a client means must be what it says. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return json -> json.addModule(new TanggapModule()).addModule(new TimeModule())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, text -> text
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    /**
     * {@link Problems} words what is not valid, in both languages. The validator's own wording would read files for every
     * language that a client asks for.
     */
    @Bean
    ValidationConfigurationCustomizer wordlessValidation() {
        return validation -> validation.messageInterpolator(new MessageInterpolator() {
            @Override
            public String interpolate(String template, Context context) {
                return template;
            }

            @Override
            public String interpolate(String template, Context context, Locale locale) {
                return template;
            }
        });
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter answerHeaders(PublicAddress address) {
        return new AnswerHeaders(address);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 100)
    WebFilter headersOnce() {
        return new HeadersOnce();
    }

    @Bean
    Problems problems(tools.jackson.databind.json.JsonMapper json, ObjectProvider<ProblemPages> pages) {
        return new Problems(json, pages);
    }

    @Bean
    NettyServerCustomizer problemsOfTheServer(Problems problems) {
        ServerProblems words = new ServerProblems(problems);
        return server -> server.doOnChannelInit((_, channel, _) -> words.addTo(channel));
    }
}
