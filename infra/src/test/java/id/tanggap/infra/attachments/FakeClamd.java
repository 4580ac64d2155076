package id.tanggap.infra.attachments;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks as much of clamd's protocol as is asked of it, on a port of its own. */
public final class FakeClamd implements AutoCloseable {

    /** What it takes for harmful. */
    public static final String HARMFUL = "HARMFUL-CONTENT-FOR-TESTS";

    private final ServerSocket socket;
    private final String answer;
    private final List<byte[]> seen = new CopyOnWriteArrayList<>();

    private FakeClamd(String answer) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answer = answer;
        Thread.ofVirtual().start(this::serve);
    }

    public static FakeClamd start() throws IOException {
        return new FakeClamd(null);
    }

    static FakeClamd answering(String answer) throws IOException {
        return new FakeClamd(answer);
    }

    public String setting() {
        return "clamd://127.0.0.1:" + socket.getLocalPort();
    }

    List<byte[]> seen() {
        return seen;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                String command = new String(in.readNBytes("zINSTREAM\0".length()), StandardCharsets.US_ASCII);
                ByteArrayOutputStream document = new ByteArrayOutputStream();
                for (int length = in.readInt(); length > 0; length = in.readInt()) {
                    document.write(in.readNBytes(length));
                }
                seen.add(document.toByteArray());
                client.getOutputStream().write((answer(command, document) + "\0").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _) {
                // closed, or a client that hung up
            }
        }
    }

    private String answer(String command, ByteArrayOutputStream document) {
        if (answer != null) {
            return answer;
        }
        return !command.equals("zINSTREAM\0") ? "UNKNOWN COMMAND"
                : document.toString(StandardCharsets.ISO_8859_1).contains(HARMFUL) ? "stream: Eicar-Signature FOUND" : "stream: OK";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
