package id.tanggap.infra;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** On nodes of this role, and on those that do everything. What has no role is on every node. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ForRole.OnThisNode.class)
public @interface ForRole {

    TanggapProperties.Role value();

    /** Compares with {@code tanggap.role}. */
    final class OnThisNode implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Object wanted = metadata.getAnnotationAttributes(ForRole.class.getName()).get("value");
            TanggapProperties.Role role = Binder.get(context.getEnvironment()).bind("tanggap.role",
                    TanggapProperties.Role.class).orElse(TanggapProperties.Role.ALL);
            return role == TanggapProperties.Role.ALL || role == wanted;
        }
    }
}
