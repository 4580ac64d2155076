package id.tanggap.infra.attachments;

import id.tanggap.kernel.complaint.Clearance;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Looks through documents for what could harm whoever opens them. */
interface Scanner {

    /** What it came to. */
    sealed interface Verdict {
    }

    /** The document may be given out. */
    record Cleared(Clearance clearance) implements Verdict {
    }

    /** @param finding what was found, as the scanner calls it */
    record Harmful(String finding) implements Verdict {
    }

    /**
     * Waits for the answer.
     *
     * @throws IOException if there is none: then nothing is known, and the document stays where it is
     */
    Verdict look(InputStream document) throws IOException;

    /**
     * @param setting {@code clamd://host:port}, or {@code none} to give documents out that nobody looked through
     * @return empty if nothing is said: then documents stay in quarantine
     * @throws IllegalStateException if it says anything else
     */
    static Optional<Scanner> of(String setting) {
        String said = setting.strip();
        if (said.isEmpty()) {
            return Optional.empty();
        }
        if (said.equals("none")) {
            return Optional.of(_ -> new Cleared(Clearance.UNSCANNED));
        }
        try {
            URI address = URI.create(said);
            if ("clamd".equals(address.getScheme()) && address.getHost() != null && address.getPort() > 0) {
                return Optional.of(new Clamd(address.getHost(), address.getPort(), Duration.ofMinutes(2)));
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new IllegalStateException("tanggap.scanner is \"" + said + "\": say clamd://host:port, or none to give documents out "
                + "that nobody looked through, or nothing to keep them in quarantine");
    }

    /** ClamAV's daemon, by its {@code INSTREAM}: https://docs.clamav.net/manual/Usage/ClamdProtocol.html */
    record Clamd(String host, int port, Duration patience) implements Scanner {

        private static final int CONNECTING = 5_000;
        private static final int PIECE = 32 << 10;
        private static final int LONGEST_ANSWER = 1_000;

        @Override
        public Verdict look(InputStream document) throws IOException {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), CONNECTING);
                socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                try {
                    send(document, out);
                } catch (java.net.SocketException hungUp) {
                    // it has said why, if it has had enough
                    String why = answer(socket);
                    throw new IOException(why.isEmpty() ? hungUp.getMessage() : why, hungUp);
                }
                return verdict(answer(socket));
            }
        }

        private static void send(InputStream document, DataOutputStream out) throws IOException {
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[PIECE];
            for (int read = document.readNBytes(piece, 0, PIECE); read > 0; read = document.readNBytes(piece, 0, PIECE)) {
                out.writeInt(read);
                out.write(piece, 0, read);
            }
            out.writeInt(0);
            out.flush();
        }

        private static String answer(Socket socket) throws IOException {
            String text = new String(socket.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.US_ASCII);
            int end = text.indexOf('\0');
            return (end < 0 ? text : text.substring(0, end)).replaceAll("[^\\x20-\\x7E]", "?").strip();
        }

        private static Verdict verdict(String answer) throws IOException {
            if (answer.equals("stream: OK")) {
                return new Cleared(Clearance.SCANNED);
            }
            if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
                String finding = answer.substring("stream: ".length(), answer.length() - " FOUND".length());
                return new Harmful(finding.substring(0, Math.min(200, finding.length())));
            }
            throw new IOException("the scanner says: " + (answer.isEmpty() ? "nothing" : answer));
        }
    }
}
