package id.tanggap.command.law;

import id.tanggap.command.Commands;
import id.tanggap.command.api.Answers;
import id.tanggap.command.api.LimitForm;
import id.tanggap.command.api.PlainText;
import id.tanggap.command.api.Sender;
import id.tanggap.command.api.Standard;
import id.tanggap.command.api.TextForm;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.EscalationLadder;
import id.tanggap.kernel.clock.Procedure;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How administrators change the rules that hold for all offices. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
public class RulebookApi {

    private final Commands commands;

    public RulebookApi(Commands commands) {
        this.commands = commands;
    }

    record LevelForm(@NotNull @Min(1) @Max(1000) Integer percent, @NotNull EscalationLadder.Addressee addressee,
                     @NotNull @Valid TextForm text) {
    }

    record ProcedureForm(@NotNull LocalDate effectiveFrom, @NotBlank @Size(max = 500) @PlainText String source,
                         @NotNull @Valid LimitForm verification, @NotNull @Valid LimitForm completion,
                         @NotNull @Valid LimitForm reply, @NotNull @Valid LimitForm reversal,
                         @NotNull @Valid LimitForm appeal, @NotNull @Min(1) @Max(365) Integer askAfterDays,
                         @NotNull @Size(max = 20) List<@NotNull @Valid LevelForm> ladder) {

        private Procedure procedure() {
            return new Procedure(effectiveFrom, TextForm.onOneLine(source), verification.limit(), completion.limit(),
                    reply.limit(), reversal.limit(), appeal.limit(), askAfterDays, escalation());
        }

        private EscalationLadder escalation() {
            for (int i = 1; i < ladder.size(); i++) {
                if (ladder.get(i).percent() <= ladder.get(i - 1).percent()) {
                    throw Refusal.of(RequestRule.FIELD_INVALID, "/ladder/" + i + "/percent", Map.of("expected",
                            new Text("lebih besar daripada tingkat sebelumnya", "more than the level before")));
                }
            }
            return new EscalationLadder(ladder.stream().map(level -> new EscalationLadder.Level(level.percent(),
                    level.addressee(), level.text().text())).toList());
        }
    }

    @PostMapping("/standards")
    Mono<ResponseEntity<Answers.Recorded>> setStandard(@Valid @RequestBody Standard form, Sender sender) {
        return commands.send(new RulebookCommand.SetStandard(form.standard(), sender.provenance()),
                sender.requestOnState(form)).map(Answers::recorded);
    }

    @PostMapping("/procedures")
    Mono<ResponseEntity<Answers.Recorded>> setProcedure(@Valid @RequestBody ProcedureForm form, Sender sender) {
        return commands.send(new RulebookCommand.SetProcedure(form.procedure(), sender.provenance()),
                sender.requestOnState(form)).map(Answers::recorded);
    }
}
