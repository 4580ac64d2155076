package id.tanggap.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name and revision under which an event type is stored, so that classes may move and be renamed while the history
 * keeps its names for ever. A changed shape of the same fact gets the next revision and an upcaster from the last.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventName {

    /** Lower-case {@code aggregate.fact-in-past-tense}, unique over the whole history. */
    String value();

    /** Starts at 1 and only ever grows. */
    int revision() default 1;
}
