package id.tanggap.infra;

import id.tanggap.kernel.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Knows every endpoint that nodes of the other role serve, without having it, and answers that the request was misdirected
 * (421): a proxy that sends it here is set up wrongly, and 404 would say that there is no such thing anywhere.
 *
 * <p>Which side an endpoint belongs to follows from where it stands: command-side's are the command nodes', query-side's,
 * those about read models and people's pages are the query nodes', all others are everybody's.
 */
@Hidden
final class ServedElsewhere extends RequestMappingHandlerMapping {

    private static final List<String> COMMAND = List.of("id.tanggap.command");
    private static final List<String> QUERY = List.of("id.tanggap.query", "id.tanggap.infra.views",
            "id.tanggap.infra.pages");

    private static final Method MISDIRECTED = ReflectionUtils.findMethod(ServedElsewhere.class, "misdirected");

    private final List<String> packages;

    /** @param role of this node, one of the two */
    ServedElsewhere(TanggapProperties.Role role) {
        this.packages = role == TanggapProperties.Role.COMMAND ? QUERY : COMMAND;
        // before the node's own: where both have the same path, the own one would say that the method is not allowed
        setOrder(-1);
    }

    Mono<Void> misdirected() {
        return Mono.error(Refusal.of(NodeRule.MISDIRECTED));
    }

    @Override
    protected void initHandlerMethods() {
        ClassPathScanningCandidateComponentProvider apis = new ClassPathScanningCandidateComponentProvider(false);
        apis.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        packages.stream().flatMap(name -> apis.findCandidateComponents(name).stream()).map(BeanDefinition::getBeanClassName)
                .map(name -> ClassUtils.resolveClassName(name, getClass().getClassLoader())).forEach(this::refuse);
    }

    private void refuse(Class<?> api) {
        Map<Method, RequestMappingInfo> endpoints = MethodIntrospector.selectMethods(api,
                (MethodIntrospector.MetadataLookup<RequestMappingInfo>) method -> getMappingForMethod(method, api));
        endpoints.values().forEach(endpoint -> registerMapping(endpoint, this, MISDIRECTED));
    }

    /** What is not known here may still be the node's own. */
    @Override
    protected HandlerMethod handleNoMatch(java.util.Set<RequestMappingInfo> infos, ServerWebExchange exchange) {
        return null;
    }
}
