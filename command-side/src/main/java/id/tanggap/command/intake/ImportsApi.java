package id.tanggap.command.intake;

import id.tanggap.command.Commands;
import id.tanggap.command.NameBasedId;
import id.tanggap.command.Receipt;
import id.tanggap.command.Request;
import id.tanggap.command.api.Answers;
import id.tanggap.command.api.Sender;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.Seed;
import id.tanggap.kernel.intake.ImportFormat;
import id.tanggap.kernel.intake.ImportId;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How an administrator hands a file of another system's complaints in. */
@RestController
@RequestMapping(path = "/api/v1/imports", produces = MediaType.APPLICATION_JSON_VALUE)
public class ImportsApi {

    private static final int MAX_NAME = 200;

    private final Commands commands;
    private final ImportFiles files;
    private final ImportQueue queue;
    private final ZoneId zone;

    /** @param zone of times that carry none, unless the format or the administrator says otherwise */
    public ImportsApi(Commands commands, ImportFiles files, ImportQueue queue, ZoneId zone) {
        this.commands = commands;
        this.files = files;
        this.queue = queue;
        this.zone = zone;
    }

    /**
     * The content, the format and the zone are the import: handed in again, they are the same import, whatever the file is
     * called. It is answered 200 with where it stands, and nothing changes; if it was interrupted, it goes on.
     *
     * @param calendarName by which the offices count that are not known yet; weekends only without, for the offices of other
     *                     systems are not bound by this country's holidays
     */
    @PostMapping(consumes = "text/csv")
    Mono<ResponseEntity<Answers.Recorded>> start(@RequestParam("format") Optional<String> columns,
                                                 @RequestParam("file") Optional<String> name,
                                                 @RequestParam("zone") Optional<String> zoneId,
                                                 @RequestParam("calendar") Optional<String> calendarName,
                                                 @RequestBody(required = false) Flux<DataBuffer> content,
                                                 Sender sender) {
        // before anything is stored, so that nobody else can fill the disk
        if (sender.actor().role() != Role.ADMINISTRATOR) {
            throw Refusal.of(ImportRule.ADMINISTRATORS_ONLY);
        }
        ImportFormat format = columns.flatMap(ImportsApi::format).orElseThrow(() ->
                invalid("format", Arrays.toString(ImportFormat.values())));
        String file = name.filter(ImportsApi::isName).orElseThrow(() -> invalid("file",
                new Text("nama berkas, paling panjang 200 karakter", "a file name of at most 200 characters")));
        ZoneId zoneOfTimes = zoneId.map(ImportsApi::zone).orElseGet(() -> zoneOf(format));
        CalendarId calendar = calendarName.map(ImportsApi::calendar).orElse(Seed.WEEKENDS_ONLY);
        return files.receive(content).flatMap(upload -> {
            ImportId id = new ImportId(NameBasedId.of("import", upload.sha256(), format.name(), zoneOfTimes.getId()));
            ImportCommand.Start start = new ImportCommand.Start(id, format, file, upload.sha256(), upload.lines(),
                    zoneOfTimes, calendar, sender.provenance());
            // kept first: an import that has started always has its file
            return upload.keepFor(id).then(commands.send(start, Request.PLAIN))
                    .map(receipt -> {
                        queue.add(id);
                        return answer(Answers.created(receipt, "/api/v1/imports/" + id), receipt);
                    })
                    .onErrorResume(Commands.AlreadyExists.class, _ -> again(id, sender));
        });
    }

    private Mono<ResponseEntity<Answers.Recorded>> again(ImportId id, Sender sender) {
        return commands.send(new ImportCommand.Recall(id, sender.provenance()), Request.PLAIN)
                .flatMap(receipt -> {
                    boolean running = Import.Phase.RUNNING.name().equals(receipt.answer().status());
                    return (running ? Mono.<Void>fromRunnable(() -> queue.add(id)) : files.discard(id))
                            .thenReturn(answer(ResponseEntity.ok().eTag("\"" + receipt.answer().sequence() + "\"")
                                    .header("Tanggap-Position", Long.toString(receipt.position()))
                                    .location(URI.create("/api/v1/imports/" + id)), receipt));
                });
    }

    private ZoneId zoneOf(ImportFormat format) {
        return switch (format) {
            case NYC_311 -> ZoneId.of("America/New_York");
            case GEOREPORT_BULK -> zone;
        };
    }

    private static ResponseEntity<Answers.Recorded> answer(ResponseEntity.BodyBuilder answer, Receipt receipt) {
        return answer.body(Answers.recorded(receipt).getBody());
    }

    private static Optional<ImportFormat> format(String name) {
        return Arrays.stream(ImportFormat.values()).filter(format -> format.name().equals(name)).findFirst();
    }

    private static boolean isName(String file) {
        return !file.isBlank() && file.length() <= MAX_NAME && file.codePoints().noneMatch(Character::isISOControl);
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException _) {
            throw invalid("zone", new Text("zona waktu seperti Asia/Jakarta", "a time zone like Asia/Jakarta"));
        }
    }

    private static CalendarId calendar(String name) {
        try {
            return CalendarId.of(name);
        } catch (IllegalArgumentException _) {
            throw invalid("calendar", new Text("nama kalender", "a calendar's name"));
        }
    }

    private static Refusal invalid(String parameter, Object expected) {
        return Refusal.of(RequestRule.PARAMETER_INVALID, parameter, Map.of("expected", expected));
    }
}
