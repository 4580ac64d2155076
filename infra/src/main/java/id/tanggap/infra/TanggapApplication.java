package id.tanggap.infra;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The whole platform in one process; or, with a command, what {@link OperatorCommand} says. */
@SpringBootApplication(exclude = ReactiveUserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class TanggapApplication {

    public static void main(String[] arguments) {
        if (OperatorCommand.isAsked(arguments)) {
            System.exit(OperatorCommand.run(System.out, System.err, arguments));
        }
        SpringApplication.run(TanggapApplication.class, arguments);
    }
}
