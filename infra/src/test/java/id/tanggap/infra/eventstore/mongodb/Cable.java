package id.tanggap.infra.eventstore.mongodb;

import com.mongodb.ConnectionString;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The network between a client and a MongoDB server, which loses an insert, or its answer, when it is told to. */
final class Cable implements AutoCloseable {

    /** What happens to the next insert; each ends the client's connection, and is over with that. */
    enum Fault {
        /** It never arrives. */
        REQUEST_LOST,
        /** It is done, but nobody learns of it. */
        ANSWER_LOST,
        /** It arrives when {@link Cable#deliver} is called, long after its client has given up. */
        REQUEST_LATE
    }

    private record Planned(Fault fault, Runnable meanwhile) {
    }

    private static final byte[] INSERT = "\u0002insert\u0000".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket clients;
    private final String host;
    private final int port;
    private final LinkedBlockingQueue<Planned> faults = new LinkedBlockingQueue<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inserts = new AtomicInteger();
    private final CountDownLatch delivery = new CountDownLatch(1);
    private final CountDownLatch delivered = new CountDownLatch(1);
    private volatile boolean cut;

    Cable(String serversUri) {
        String[] address = new ConnectionString(serversUri).getHosts().getFirst().split(":");
        host = address[0];
        port = address.length == 1 ? 27017 : Integer.parseInt(address[1]);
        try {
            clients = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::connect);
    }

    /** The server's connection string, by this cable; its clients give up looking for a server soon. */
    String uri(String serversUri) {
        String through = "127.0.0.1:" + clients.getLocalPort();
        String uri = serversUri.replace(host + ":" + port, through);
        return uri + (uri.contains("?") ? "&" : "?") + "directConnection=true&serverSelectionTimeoutMS=300&heartbeatFrequencyMS=500";
    }

    /** @param meanwhile done after the fault and before the client notices it */
    void plan(Fault fault, Runnable meanwhile) {
        faults.add(new Planned(fault, meanwhile));
    }

    void plan(Fault fault) {
        plan(fault, () -> { });
    }

    /** From now on nothing gets through. */
    void cut() {
        cut = true;
        sockets.forEach(Cable::close);
    }

    void mend() {
        cut = false;
    }

    /** Lets the late request arrive, and waits until the server has answered it. */
    void deliver() throws InterruptedException {
        delivery.countDown();
        delivered.await();
    }

    /** Inserts that clients asked for, whatever became of them. */
    int inserts() {
        return inserts.get();
    }

    private void connect() {
        while (!clients.isClosed()) {
            try {
                Socket client = clients.accept();
                if (cut) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(host, port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> carry(client, server));
            } catch (IOException e) {
                // closed
            }
        }
    }

    /** One question at a time; the driver asks the next one when it has the answer. */
    private void carry(Socket client, Socket server) {
        try (client; server) {
            Thread answers = null;
            while (true) {
                byte[] question = message(client);
                boolean insert = isInsert(question);
                if (insert) {
                    inserts.incrementAndGet();
                }
                Planned planned = insert ? faults.poll() : null;
                if (planned == null) {
                    if (answers == null) {
                        answers = Thread.ofVirtual().start(() -> carryAnswers(server, client));
                    }
                    server.getOutputStream().write(question);
                    continue;
                }
                switch (planned.fault()) {
                    case REQUEST_LOST -> { }
                    case ANSWER_LOST -> answered(question);
                    case REQUEST_LATE -> Thread.ofVirtual().start(() -> later(question));
                }
                planned.meanwhile().run();
                return;
            }
        } catch (IOException e) {
            // one of the two has hung up
        }
    }

    /** By a connection of its own, so that the answer cannot find its way to the client. */
    private void answered(byte[] question) throws IOException {
        try (Socket server = new Socket(host, port)) {
            server.getOutputStream().write(question);
            message(server);
        }
    }

    private void later(byte[] question) {
        try {
            delivery.await();
            answered(question);
            delivered.countDown();
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void carryAnswers(Socket server, Socket client) {
        try {
            OutputStream out = client.getOutputStream();
            while (true) {
                out.write(message(server));
            }
        } catch (IOException e) {
            close(client);
        }
    }

    private static byte[] message(Socket from) throws IOException {
        DataInputStream in = new DataInputStream(from.getInputStream());
        byte[] length = new byte[4];
        in.readFully(length);
        byte[] message = new byte[ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt()];
        System.arraycopy(length, 0, message, 0, 4);
        in.readFully(message, 4, message.length - 4);
        return message;
    }

    /** The command's name is the first field of the message's document. */
    private static boolean isInsert(byte[] message) {
        for (int at = 16; at < Math.min(64, message.length - INSERT.length); at++) {
            int same = 0;
            while (same < INSERT.length && message[at + same] == INSERT[same]) {
                same++;
            }
            if (same == INSERT.length) {
                return true;
            }
        }
        return false;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is what it should be
        }
    }

    @Override
    public void close() throws IOException {
        clients.close();
        sockets.forEach(Cable::close);
    }
}
