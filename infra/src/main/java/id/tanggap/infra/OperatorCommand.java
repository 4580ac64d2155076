package id.tanggap.infra;

import id.tanggap.infra.attachments.AttachmentStore;
import id.tanggap.infra.attachments.MovingAttachments;
import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.EventLogException;
import id.tanggap.infra.eventstore.MovingEvents;
import id.tanggap.infra.keys.KeyStore;
import id.tanggap.infra.keys.MovingKeys;
import id.tanggap.infra.moving.MovingFailed;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.BeansException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What an operator can ask of the application instead of serving: named by its first argument, as in
 * {@code java -jar infra.jar export --to=FILE}. The settings say which store is meant, as they do for serving. Nothing
 * starts but that store.
 */
enum OperatorCommand {

    EXPORT("export", "to") {
        @Override
        String run(Path file, ConfigurableApplicationContext context) {
            refuseMissing("events.db", context);
            MovingEvents.Moved moved = MovingEvents.export(context.getBean(EventLog.class), file);
            return "Exported %d events to %s (SHA-256 %s).".formatted(moved.events(), file, moved.sha256());
        }
    },
    IMPORT_EVENTS("import-events", "from") {
        @Override
        String run(Path file, ConfigurableApplicationContext context) {
            MovingEvents.Moved moved = MovingEvents.importInto(context.getBean(EventLog.class), file);
            return "Imported %d events from %s (SHA-256 %s), and read them back.".formatted(moved.events(), file,
                    moved.sha256());
        }
    },
    EXPORT_KEYS("export-keys", "to") {
        @Override
        String run(Path file, ConfigurableApplicationContext context) {
            refuseMissing("keys.db", context);
            MovingKeys.Moved moved;
            try (KeyStore store = context.getBean(KeyStore.class)) {
                moved = MovingKeys.export(store, file);
            }
            return ("Exported the wrapped keys and tombstones of %d people to %s. They are opened by the key-encryption keys %s, "
                    + "which are not in it. The erasure rule counts for this file: delete it when it has served.")
                    .formatted(moved.people(), file, moved.keks());
        }
    },
    IMPORT_KEYS("import-keys", "from") {
        @Override
        String run(Path file, ConfigurableApplicationContext context) {
            MovingKeys.Moved moved;
            try (KeyStore store = context.getBean(KeyStore.class)) {
                moved = MovingKeys.importInto(store, file, context.getBean(TanggapProperties.class));
            }
            return "Imported the wrapped keys and tombstones of %d people from %s, and read them back.".formatted(
                    moved.people(), file);
        }
    },
    /** The file is a folder. */
    EXPORT_ATTACHMENTS("export-attachments", "to") {
        @Override
        String run(Path file, ConfigurableApplicationContext context) {
            return "Exported %d attached files to %s. They are encrypted, and opened by the people's keys.".formatted(
                    MovingAttachments.export(context.getBean(AttachmentStore.class), file), file);
        }
    },
    /** The file is a folder. */
    IMPORT_ATTACHMENTS("import-attachments", "from") {
        @Override
        String run(Path file, ConfigurableApplicationContext context) {
            return "Imported %d attached files from %s.".formatted(
                    MovingAttachments.importInto(context.getBean(AttachmentStore.class), file), file);
        }
    };

    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private final String name;
    private final String file;

    /** @param file name of the option that names the file */
    OperatorCommand(String name, String file) {
        this.name = name;
        this.file = file;
    }

    /** @return what was done, for people */
    abstract String run(Path file, ConfigurableApplicationContext context);

    /** Whether something else is asked for than serving. */
    static boolean isAsked(String... arguments) {
        return Arrays.stream(arguments).anyMatch(argument -> !argument.startsWith("--"));
    }

    /** Does what is asked for, and says so. @return the process's exit status, 0 if all is well */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        List<String> names = Arrays.stream(arguments).filter(argument -> !argument.startsWith("--")).toList();
        Optional<OperatorCommand> asked = Arrays.stream(values()).filter(each -> List.of(each.name).equals(names)).findFirst();
        Optional<Path> file = asked.flatMap(command -> Arrays.stream(arguments)
                .filter(argument -> argument.matches("--" + command.file + "=.+"))
                .map(argument -> Path.of(argument.substring(argument.indexOf('=') + 1))).findFirst());
        if (file.isEmpty()) {
            err.printf("There is no command \"%s\". Commands are %s; settings may follow as --tanggap.data=FOLDER. "
                    + "Without a command the application serves.%n", String.join(" ", arguments), usage());
            return NOT_UNDERSTOOD;
        }
        String[] settings = Arrays.stream(arguments).filter(argument -> argument.startsWith("--")
                && !argument.startsWith("--" + asked.get().file + "=")).toArray(String[]::new);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Stores.class)
                .web(WebApplicationType.NONE).lazyInitialization(true).logStartupInfo(false)
                .properties(Map.of("logging.level.root", "warn")).run(settings)) {
            out.println(asked.get().run(file.get(), context));
            return 0;
        } catch (RuntimeException e) {
            err.println(inPlainWords(e));
            return FAILED;
        }
    }

    private static String usage() {
        return Arrays.stream(values()).map(each -> "%s --%s=FILE".formatted(each.name, each.file))
                .collect(Collectors.joining(", "));
    }

    /** What opens and moves stores words its faults for people; anything else is a fault of ours and keeps its trace. */
    private static String inPlainWords(RuntimeException e) {
        Throwable cause = e;
        while (cause instanceof BeansException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof MovingFailed || cause instanceof EventLogException || cause instanceof IllegalStateException) {
            return cause.getMessage();
        }
        throw e;
    }

    /** Opening would make it, and what is exported would be nothing at all. */
    private static void refuseMissing(String file, ConfigurableApplicationContext context) {
        TanggapProperties properties = context.getBean(TanggapProperties.class);
        if (properties.storage() == TanggapProperties.Storage.SQLITE && Files.notExists(properties.data().resolve(file))) {
            throw new IllegalStateException("there is no %s in %s: name the platform's folder with --tanggap.data"
                    .formatted(file, properties.data()));
        }
    }

    /** Opened when asked for. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(TanggapProperties.class)
    @Import({SqliteStorage.class, MongoStorage.class})
    static class Stores {
    }
}
