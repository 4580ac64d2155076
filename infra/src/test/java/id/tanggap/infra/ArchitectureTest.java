package id.tanggap.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.EventName;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

/** The rules of modules and packages; each is named as what it says. */
@AnalyzeClasses(packages = "id.tanggap", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

    /** Also without the tests of a module that another module's tests use, which come in a jar of their own. */
    static final class WithoutTests implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar");
        }
    }

    private static final String KERNEL = "id.tanggap.kernel..";
    private static final String COMMAND = "id.tanggap.command..";
    private static final String QUERY = "id.tanggap.query..";
    private static final String INFRA = "id.tanggap.infra..";

    @ArchTest
    static final ArchRule shared_kernel_knows_nothing_but_the_jdk =
            classes().that().resideInAPackage(KERNEL).should().onlyDependOnClassesThat()
                    .resideInAnyPackage(KERNEL, "java..");

    @ArchTest
    static final ArchRule command_side_does_not_know_query_side =
            noClasses().that().resideInAPackage(COMMAND).should().dependOnClassesThat().resideInAPackage(QUERY);

    @ArchTest
    static final ArchRule query_side_does_not_know_command_side =
            noClasses().that().resideInAPackage(QUERY).should().dependOnClassesThat().resideInAPackage(COMMAND);

    @ArchTest
    static final ArchRule neither_side_knows_its_adapters =
            noClasses().that().resideInAnyPackage(COMMAND, QUERY).should().dependOnClassesThat()
                    .resideInAPackage(INFRA);

    @ArchTest
    static final ArchRule neither_side_knows_a_database =
            noClasses().that().resideInAnyPackage(COMMAND, QUERY).should().dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "com.mongodb..", "org.apache.lucene..");

    @ArchTest
    static final ArchRule decisions_and_states_know_no_framework =
            noClasses().that().resideInAPackage(COMMAND)
                    .and().haveNameMatching(".*(Decision|Command|Rule|\\.Complaint|\\.Office|\\.Calendars)(\\$.*)?")
                    .should().dependOnClassesThat().resideInAnyPackage("org.axonframework..", "org.springframework..",
                            "reactor..", "tools.jackson..");

    @ArchTest
    static final ArchRule the_query_side_knows_of_axon_no_more_than_messages =
            noClasses().that().resideInAPackage(QUERY).should().dependOnClassesThat().resideInAnyPackage(
                    "org.axonframework.modelling..", "org.axonframework.eventsourcing..",
                    "org.axonframework.commandhandling..");

    @ArchTest
    static final ArchRule no_model_looks_at_a_clock =
            noClasses().that().resideInAnyPackage(KERNEL, COMMAND, QUERY)
                    .should().callMethod(Instant.class, "now").orShould().callMethod(LocalDate.class, "now")
                    .orShould().callMethod(LocalDateTime.class, "now").orShould().callMethod(ZonedDateTime.class, "now")
                    .orShould().callMethod(Clock.class, "systemUTC").orShould().callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule every_event_has_a_name_of_its_own_for_storage =
            classes().that().implement(DomainEvent.class).and().areNotInterfaces()
                    .should().beAnnotatedWith(EventName.class);

    @ArchTest
    static final ArchRule packages_do_not_depend_on_each_other_in_circles =
            slices().matching("id.tanggap.infra.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule sqlite_is_known_to_its_adapters_only =
            noClasses().that().resideInAPackage("id.tanggap..").and().resideOutsideOfPackages(
                            "id.tanggap.infra.sqlite..", "id.tanggap.infra.eventstore.sqlite..", "id.tanggap.infra.views.sqlite..")
                    .should().dependOnClassesThat().resideInAPackage("org.sqlite..");

    @ArchTest
    static final ArchRule mongodb_is_known_to_its_adapters_only =
            noClasses().that().resideInAPackage("id.tanggap..").and().resideOutsideOfPackage("id.tanggap.infra..mongodb..")
                    .should().dependOnClassesThat().resideInAnyPackage("com.mongodb..", "org.bson..");

    @ArchTest
    static final ArchRule only_jobs_and_the_start_on_threads_of_their_own_wait_for_a_reactive_answer =
            noClasses().that().resideInAPackage("id.tanggap..")
                    .and().resideOutsideOfPackages("id.tanggap.infra.intake..", "id.tanggap.infra.views..",
                            "id.tanggap.infra.law..", "id.tanggap.infra.clock..", "id.tanggap.infra.search..",
                            "id.tanggap.infra.attachments..")
                    .and().doNotHaveFullyQualifiedName("id.tanggap.infra.signin.Demo").should()
                    .callMethod(reactor.core.publisher.Mono.class, "block")
                    .orShould().callMethod(reactor.core.publisher.Mono.class, "block", java.time.Duration.class)
                    .orShould().callMethod(reactor.core.publisher.Flux.class, "blockFirst")
                    .orShould().callMethod(reactor.core.publisher.Flux.class, "blockLast");

    @ArchTest
    static final ArchRule pages_ask_use_cases_and_never_a_store =
            noClasses().that().resideInAPackage("id.tanggap.infra.pages..").should().dependOnClassesThat()
                    .resideInAnyPackage("id.tanggap.infra.views..", "id.tanggap.infra.eventstore..", "id.tanggap.infra.keys..",
                            "id.tanggap.infra.sqlite..", "org.axonframework..", "java.sql..")
                    .orShould().dependOnClassesThat().haveFullyQualifiedName("id.tanggap.command.Commands");

    @ArchTest
    static final ArchRule names_come_from_the_domain =
            noClasses().should().haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameEndingWith("Manager")
                    .orShould().haveSimpleNameEndingWith("Helper").orShould().haveSimpleNameEndingWith("Utils")
                    .orShould().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("DTO")
                    .orShould().haveSimpleNameEndingWith("Dto");

    @ArchTest
    static final ArchRule handlers_of_commands_are_not_public =
            methods().that().areAnnotatedWith(org.axonframework.commandhandling.CommandHandler.class)
                    .should().bePackagePrivate();
}
