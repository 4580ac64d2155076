package id.tanggap.command.complaint;

import id.tanggap.command.office.OfficesApi;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The constraints on all forms of the write API. */
public final class Constraints {

    private Constraints() {
    }

    /** The keys of all messages that a constraint on a form can answer with. */
    public static Set<String> messageKeys() {
        Validator validator = Validation.buildDefaultValidatorFactory().getValidator();
        return Stream.of(Forms.class, OfficesApi.class).flatMap(c -> Arrays.stream(c.getDeclaredClasses()))
                .filter(Class::isRecord)
                .flatMap(form -> validator.getConstraintsForClass(form).getConstrainedProperties().stream())
                .flatMap(property -> Stream.concat(property.getConstraintDescriptors().stream(),
                        property.getConstrainedContainerElementTypes().stream()
                                .map(ContainerElementTypeDescriptor::getConstraintDescriptors).flatMap(Set::stream)))
                .map(ConstraintDescriptor::getMessageTemplate).map(m -> m.substring(1, m.length() - 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
