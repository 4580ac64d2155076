package id.tanggap.command.law;

import id.tanggap.command.Commands;
import id.tanggap.command.Receipt;
import id.tanggap.command.Request;
import id.tanggap.command.api.Answers;
import id.tanggap.command.api.PlainText;
import id.tanggap.command.api.Sender;
import id.tanggap.command.api.TextForm;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.CalendarChange;
import id.tanggap.kernel.clock.CalendarFile;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.CalendarRule;
import id.tanggap.kernel.clock.DayKind;
import id.tanggap.kernel.clock.NamedDay;
import id.tanggap.kernel.clock.WorkingHours;
import id.tanggap.kernel.clock.WorkingWeek;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What administrators do with calendars. */
@RestController
@RequestMapping(path = "/api/v1/calendars", produces = MediaType.APPLICATION_JSON_VALUE)
public class CalendarsApi {

    private final Commands commands;

    public CalendarsApi(Commands commands) {
        this.commands = commands;
    }

    record CalendarForm(@NotNull CalendarId name, CalendarId over) {
    }

    record Day(@NotNull LocalDate date, @NotNull DayKind kind, @NotNull @Valid TextForm name,
               @NotBlank @Size(max = 500) @PlainText String source) {
    }

    record Cancellation(@NotNull LocalDate date, @NotBlank @Size(max = 500) @PlainText String source) {
    }

    record Year(@NotNull @Min(1900) @Max(2200) Integer year, @NotBlank @Size(max = 500) @PlainText String source) {
    }

    /** @param hours as in a calendar's file */
    record Week(@NotNull LocalDate from, @NotBlank @Size(max = 1000) @PlainText String hours,
                @NotBlank @Size(max = 500) @PlainText String source) {
    }

    @PostMapping
    Mono<ResponseEntity<Answers.Recorded>> register(@Valid @RequestBody CalendarForm form, Sender sender) {
        Request request = sender.request(form);
        CalendarId id = form.name();
        return commands.send(new CalendarCommand.Register(id, Optional.ofNullable(form.over()), List.of(),
                        sender.provenance()), request)
                .onErrorResume(Commands.AlreadyExists.class,
                        _ -> commands.send(new CalendarCommand.Recall(id, sender.provenance()), request))
                .map(receipt -> Answers.created(receipt, "/api/v1/calendars/" + id)
                        .body(Answers.recorded(receipt).getBody()));
    }

    @PostMapping("/{id}/days")
    Mono<ResponseEntity<Answers.Recorded>> name(@PathVariable CalendarId id, @Valid @RequestBody Day form, Sender sender) {
        return make(id, new CalendarChange.NameDay(new NamedDay(form.date(), form.kind(), form.name().text(),
                TextForm.onOneLine(form.source()))), form, sender);
    }

    @PostMapping("/{id}/cancellations")
    Mono<ResponseEntity<Answers.Recorded>> cancel(@PathVariable CalendarId id, @Valid @RequestBody Cancellation form,
                                                  Sender sender) {
        return make(id, new CalendarChange.CancelDay(form.date(), TextForm.onOneLine(form.source())), form, sender);
    }

    @PostMapping("/{id}/years")
    Mono<ResponseEntity<Answers.Recorded>> declare(@PathVariable CalendarId id, @Valid @RequestBody Year form,
                                                   Sender sender) {
        return make(id, new CalendarChange.DeclareYear(form.year(), TextForm.onOneLine(form.source())), form, sender);
    }

    @PostMapping("/{id}/weeks")
    Mono<ResponseEntity<Answers.Recorded>> set(@PathVariable CalendarId id, @Valid @RequestBody Week form, Sender sender) {
        return make(id, new CalendarChange.SetWeek(new WorkingWeek(form.from(), hours(form.hours()),
                TextForm.onOneLine(form.source()))), form, sender);
    }

    private static WorkingHours hours(String text) {
        try {
            return WorkingHours.of(text);
        } catch (IllegalArgumentException _) {
            throw Refusal.of(RequestRule.FIELD_INVALID, "/hours", Map.of("expected", new Text(
                    "jam seperti MON-FRI 07:30-12:00 13:00-16:00; SPECIAL 07:30-12:00",
                    "hours like MON-FRI 07:30-12:00 13:00-16:00; SPECIAL 07:30-12:00")));
        }
    }

    /** Takes what the file says beyond what is recorded already; all of it or, if a line is at fault, nothing. */
    @PostMapping(path = "/{id}/file", consumes = "text/csv")
    Mono<ResponseEntity<Answers.Recorded>> take(@PathVariable CalendarId id, @RequestBody String file, Sender sender) {
        // before the file is looked at, so that nobody else can have it looked at
        if (sender.actor().role() != Role.ADMINISTRATOR) {
            throw Refusal.of(CalendarRule.ADMINISTRATORS_ONLY);
        }
        return answer(commands.send(new CalendarCommand.TakeFile(id, CalendarFile.lines(file), sender.provenance()),
                sender.requestOnState(file)));
    }

    private Mono<ResponseEntity<Answers.Recorded>> make(CalendarId id, CalendarChange change, Object form, Sender sender) {
        return answer(commands.send(new CalendarCommand.Make(id, change, sender.provenance()), sender.requestOnState(form)));
    }

    private static Mono<ResponseEntity<Answers.Recorded>> answer(Mono<Receipt> receipt) {
        return receipt.map(Answers::recorded)
                .onErrorMap(AggregateNotFoundException.class, _ -> Refusal.of(NotFound.CALENDAR_NOT_FOUND));
    }
}
