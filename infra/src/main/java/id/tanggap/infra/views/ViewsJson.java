package id.tanggap.infra.views;

import com.fasterxml.jackson.annotation.JsonFormat;
import id.tanggap.infra.json.Json;
import id.tanggap.infra.keys.SealedInViews;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.clock.Pause;
import id.tanggap.kernel.complaint.Secrecy;
import id.tanggap.kernel.course.Course;
import id.tanggap.query.complaint.TimelineEntry;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as the read models are stored. What there is most of, entries of timelines, courses of complaints and who may
 * know of them, is written without the names of its fields, in the order of the records' components: they are made anew when
 * {@link #SCHEMA} changes, which it must when such an order does.
 */
public final class ViewsJson {

    /** Of everything that is stored: read models of another one are not converted but made anew from the events. */
    public static final int SCHEMA = 12;

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    private interface WithoutNames {
    }

    private ViewsJson() {
    }

    public static JsonMapper mapper() {
        JsonMapper.Builder builder = Json.quick(JsonMapper.builder()).addModule(new SealedInViews());
        for (Class<?> type : new Class<?>[] {TimelineEntry.class, Actor.class, Course.class, Course.Stay.class,
                Course.Bound.class, Course.Order.class, Course.Question.class, Pause.class, Secrecy.class,
                Secrecy.Reveal.class, Secrecy.Erased.class}) {
            builder.addMixIn(type, WithoutNames.class);
        }
        return builder.build();
    }
}
