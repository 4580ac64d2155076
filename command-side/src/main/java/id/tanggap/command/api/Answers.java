package id.tanggap.command.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.command.Receipt;
import java.net.URI;
import org.springframework.http.ResponseEntity;

/** How the write API answers: 201 once the events are durable, with the new ETag and their position. */
public final class Answers {

    private Answers() {
    }

    /**
     * @param id         of the complaint or office
     * @param status     its state now
     * @param sequence   its version, also as ETag
     * @param response   number of the latest response, if there is one
     * @param attachment number of the latest attachment, if there is one
     */
    public record Recorded(String id, String status, long sequence,
                           @JsonInclude(JsonInclude.Include.NON_DEFAULT) int response,
                           @JsonInclude(JsonInclude.Include.NON_DEFAULT) int attachment) {
    }

    public static ResponseEntity<Recorded> recorded(Receipt receipt) {
        return created(receipt, null).body(new Recorded(receipt.answer().id(), receipt.answer().status(),
                receipt.answer().sequence(), receipt.answer().response(), receipt.answer().attachment()));
    }

    public static ResponseEntity.BodyBuilder created(Receipt receipt, String location) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(201)
                .eTag("\"" + receipt.answer().sequence() + "\"")
                .header("Tanggap-Position", Long.toString(receipt.position()));
        return location == null ? answer : answer.location(URI.create(location));
    }
}
