package id.tanggap.infra.views.mongodb;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line to a MongoDB server that breaks at a chosen message: before the server has got it, or after it has done what it
 * says and before the answer has arrived. Messages in which the driver only looks after the connection are not counted.
 */
public final class CutLine implements AutoCloseable {

    private static final int HEADER = 16;
    private static final List<String> LOOKING_AFTER = List.of("hello", "isMaster", "ismaster", "endSessions", "ping");

    private final String host;
    private final int port;
    private final ServerSocket listening;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    /** Servers whose next answer is swallowed, and the line cut with it. */
    private final Set<Socket> answerless = ConcurrentHashMap.newKeySet();
    private final AtomicInteger messages = new AtomicInteger();

    private volatile int cutAt = Integer.MAX_VALUE;
    private volatile boolean afterTheServerGotIt;

    public CutLine(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public String uri(String database) {
        return "mongodb://127.0.0.1:" + listening.getLocalPort() + "/" + database + "?directConnection=true";
    }

    /** @param message counted from now on, from 1 */
    public void cut(int message, boolean afterItGotThere) {
        messages.set(0);
        afterTheServerGotIt = afterItGotThere;
        cutAt = message;
    }

    /** Whether it was cut since it was last told to. */
    public boolean wasCut() {
        return messages.get() >= cutAt;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(host, port);
                sockets.add(client);
                sockets.add(server);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> requests(client, server));
                Thread.ofVirtual().start(() -> answers(server, client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void requests(Socket client, Socket server) {
        try (client; server) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = server.getOutputStream();
            while (true) {
                byte[] header = in.readNBytes(HEADER);
                if (header.length < HEADER) {
                    return;
                }
                int length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt();
                byte[] body = in.readNBytes(length - HEADER);
                boolean cut = counts(body) && messages.incrementAndGet() == cutAt;
                if (cut && !afterTheServerGotIt) {
                    return;
                }
                if (cut) {
                    answerless.add(server);
                }
                out.write(header);
                out.write(body);
                out.flush();
            }
        } catch (IOException e) {
            // one of the two has hung up
        }
    }

    private void answers(Socket server, Socket client) {
        try (server; client) {
            InputStream in = server.getInputStream();
            byte[] some = new byte[64 << 10];
            for (int read = in.read(some); read > 0; read = in.read(some)) {
                if (answerless.remove(server)) {
                    return;
                }
                client.getOutputStream().write(some, 0, read);
                client.getOutputStream().flush();
            }
        } catch (IOException e) {
            // one of the two has hung up
        }
    }

    private static boolean counts(byte[] body) {
        String beginning = new String(body, 0, Math.min(body.length, 64), StandardCharsets.ISO_8859_1);
        return LOOKING_AFTER.stream().noneMatch(beginning::contains);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
