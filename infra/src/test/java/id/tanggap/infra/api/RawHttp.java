package id.tanggap.infra.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;

/** Requests byte by byte, for what no proper client would send. */
final class RawHttp {

    private RawHttp() {
    }

    static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @param head the request's first lines, without the blank one; the server is asked to close the connection */
    static Answer send(int port, String head, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(bytes(head.strip().replace("\n", "\r\n") + "\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        request.writeBytes(body);
        return send(port, request.toByteArray());
    }

    static Answer send(int port, byte[] request) {
        try (Socket socket = connect(port)) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                socket.getInputStream().transferTo(answer);
            } catch (SocketException _) {
                // The server may answer and close before it has read everything; what came until then counts.
            }
            return parse(new String(request, 0, Math.min(request.length, 80), StandardCharsets.ISO_8859_1),
                    answer.toByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Answer parse(String request, byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        String[] head = (end < 0 ? text : text.substring(0, end)).split("\r\n");
        HttpHeaders headers = new HttpHeaders();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            headers.add(head[i].substring(0, colon), head[i].substring(colon + 1).strip());
        }
        int status = head[0].startsWith("HTTP/1.1 ") ? Integer.parseInt(head[0].substring(9, 12)) : 0;
        byte[] body = end < 0 ? new byte[0] : java.util.Arrays.copyOfRange(answer, end + 4, answer.length);
        return new Answer(request, status, headers, body);
    }
}
