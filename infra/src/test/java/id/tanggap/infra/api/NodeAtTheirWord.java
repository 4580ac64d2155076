package id.tanggap.infra.api;

import id.tanggap.infra.AtTheirWord;
import id.tanggap.infra.TanggapApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A process with one node in it, which takes staff at their word. */
final class NodeAtTheirWord {

    private NodeAtTheirWord() {
    }

    public static void main(String... settings) {
        new SpringApplicationBuilder(TanggapApplication.class).initializers(AtTheirWord.INITIALIZER).run(settings);
    }
}
