package id.tanggap.infra.web.edge;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much one client may ask for. The numbers are requests per minute: so many are answered at once, as many again are
 * answered ever more slowly, and what comes on top is refused. A client is a network of 256 IPv4 addresses, or an IPv6
 * network of 56 bits: behind one of those a whole town may sit, which is why the numbers are large.
 *
 * @param enabled                  off for measurements and for tests of something else
 * @param longestWait              the slowest that an answer gets
 * @param submissions              complaints handed in
 * @param reads                    questions
 * @param commands                 anything else that changes something
 * @param attempts                 requests that show a reporter's secret which was not accepted lately; slowed, never refused
 * @param signIn                   sign-ins
 * @param wrongSecrets             attempts that failed; those alone are slowed and refused
 * @param wrongSecretsPerComplaint the same, for one complaint whoever asks
 * @param accepted                 everything that one signed-in account, or the holder of one accepted secret, asks for
 * @param uploads                  files to attach, from whoever the request's other budget belongs to; refused beyond twice as many
 * @param headTime                 in which a request's head must have arrived
 * @param bodyTime                 in which a request's body must have arrived, but for imports
 * @param pause                    longest silence within a file to import
 * @param idle                     after which a connection without a request is closed
 * @param body                     largest body, but for imports
 * @param headers                  most header fields of a request
 * @param parameters               most query parameters
 */
@ConfigurationProperties("tanggap.limits")
public record LimitSettings(@DefaultValue("true") boolean enabled,
                            @DefaultValue("2s") Duration longestWait,
                            @DefaultValue("60") int submissions, @DefaultValue("1200") int reads,
                            @DefaultValue("120") int commands, @DefaultValue("300") int attempts,
                            @DefaultValue("30") int signIn, @DefaultValue("30") int wrongSecrets, @DefaultValue("10") int wrongSecretsPerComplaint,
                            @DefaultValue("1200") int accepted, @DefaultValue("60") int uploads,
                            @DefaultValue("10s") Duration headTime, @DefaultValue("30s") Duration bodyTime,
                            @DefaultValue("10s") Duration pause, @DefaultValue("60s") Duration idle,
                            @DefaultValue("256KB") DataSize body,
                            @DefaultValue("64") int headers, @DefaultValue("32") int parameters) {
}
