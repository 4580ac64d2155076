package id.tanggap.infra.pages.inspectorate;

import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.query.audit.AuditedEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an event says, for people to read. What it does not tell in words is told as it stands. */
final class Telling {

    /** They say nothing to people; who wants them finds them in the event itself. */
    private static final Set<String> LEFT_OUT = Set.of("secretHash");

    /** Something that an event says. @param link where to read more; empty if nowhere */
    public record Pair(String label, String value, String link) {
    }

    /**
     * An event in words.
     *
     * @param about    what it happened to, by its kind
     * @param link     where to see what it happened to; empty if nowhere
     * @param when     when it happened, if that can be read
     * @param recorded when it was recorded, if that is another moment; empty if not
     * @param raw      all of it as it is told to programs
     */
    public record Told(long position, String type, String what, String about, String link, String when, String recorded,
                       String who, List<Pair> pairs, String raw) {
    }

    private final Pages pages;
    private final ServerWebExchange exchange;
    private final Map<String, String> offices;
    private final ZoneId zone;
    private final JsonMapper json;

    /** @param offices their names by their ids */
    Telling(Pages pages, ServerWebExchange exchange, Map<String, String> offices, ZoneId zone, JsonMapper json) {
        this.pages = pages;
        this.exchange = exchange;
        this.offices = offices;
        this.zone = zone;
        this.json = json;
    }

    List<Told> of(List<AuditedEvent> events) {
        return events.stream().map(this::of).toList();
    }

    Told of(AuditedEvent event) {
        Instant happened = event.occurredAt().orElse(event.recordedAt());
        String kind = event.type().substring(0, event.type().indexOf('.'));
        return new Told(event.position(), event.type(), pages.known(exchange, "event." + event.type()).orElse(event.type()),
                pages.known(exchange, "event.of." + kind).map(of -> of + " " + offices.getOrDefault(event.stream(), event.stream()))
                        .orElse(event.stream()), link(kind, event.stream()), moment(happened),
                // times of one request differ by nothing that people mean
                Math.abs(happened.until(event.recordedAt()).toSeconds()) < 1 ? "" : moment(event.recordedAt()),
                event.actor().map(this::who).orElse("-"), pairs(event), raw(event));
    }

    private static String link(String kind, String stream) {
        return switch (kind) {
            case "complaint" -> "/kerja/" + stream;
            case "inspection" -> "/inspektorat/pemeriksaan/" + stream;
            case "office" -> "/inspektorat/riwayat?office=" + stream;
            default -> "";
        };
    }

    private String moment(Instant moment) {
        return pages.moment(exchange, moment, zone);
    }

    String who(Actor actor) {
        String role = pages.known(exchange, "role." + actor.role()).orElse(actor.role().name());
        boolean account = actor.role().isStaff() && actor.role() != Role.SYSTEM;
        return (account ? actor.id() + ", " + role : role)
                + actor.office().map(office -> ", " + offices.getOrDefault(office.toString(), office.toString())).orElse("");
    }

    private List<Pair> pairs(AuditedEvent event) {
        List<Pair> pairs = new ArrayList<>();
        if (event.payload() == null) {
            return List.of(new Pair(pages.say(exchange, "event.unreadable"), pages.say(exchange, "event.unreadable.why"), ""));
        }
        json.readTree(event.payload()).properties().stream().filter(field -> !LEFT_OUT.contains(field.getKey()))
                // the thing itself is told above
                .filter(field -> !field.getValue().isString() || !field.getValue().asString().equals(event.stream()))
                .forEach(field -> pairs.add(pair(field.getKey(), field.getValue())));
        return pairs;
    }

    private Pair pair(String name, JsonNode value) {
        String text = said(value);
        String office = offices.get(text);
        return new Pair(pages.known(exchange, "field." + name).orElse(name), office == null ? text : office, switch (name) {
            case "into", "duplicate", "sameAs" -> "/kerja/" + text;
            default -> "";
        });
    }

    private String said(JsonNode value) {
        if (value.isString()) {
            String text = value.asString();
            return switch (text) {
                case "[sealed]", "[erased]", "[tampered with]" ->
                        pages.say(exchange, "value." + text.substring(1, text.length() - 1).replace(' ', '-'));
                default -> text.matches("[A-Z][A-Z_]+") ? pages.known(exchange, "value." + text).orElse(text) : text;
            };
        }
        if (value.isBoolean()) {
            return pages.say(exchange, "value." + value.asBoolean());
        }
        if (value.isArray()) {
            return value.valueStream().map(this::said).collect(Collectors.joining(", "));
        }
        return value.isObject() ? value.properties().stream().map(field -> pages.known(exchange, "field." + field.getKey())
                .orElse(field.getKey()) + ": " + said(field.getValue())).collect(Collectors.joining("; ")) : value.asString();
    }

    private String raw(AuditedEvent event) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(json.writeValueAsString(event)));
    }
}
