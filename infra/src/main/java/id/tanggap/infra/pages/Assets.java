package id.tanggap.infra.pages;

import id.tanggap.kernel.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.MediaType;

/**
 * The pages' own files. Each is served under a name that holds a hash of its content, so that browsers may keep it for good and
 * never show an old one. Read, hashed and compressed once, when the platform starts: event loops do not wait for files.
 */
public final class Assets {

    /** Of the addresses of all of them. */
    public static final String FOLDER = "/aset/";

    private static final List<String> ALL = List.of("tanggap.css", "tanggap.js", "desk.js", "icon.svg");

    /** @param gzipped the same, compressed as far as it goes */
    record Asset(MediaType type, byte[] plain, byte[] gzipped) {
    }

    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, Asset> served = new HashMap<>();

    public Assets() {
        for (String name : ALL) {
            byte[] content = read(name);
            int dot = name.lastIndexOf('.');
            String file = name.substring(0, dot) + "." + hash(content) + name.substring(dot);
            addresses.put(name, FOLDER + file);
            served.put(file, new Asset(type(name), content, gzipped(content)));
        }
    }

    /**
     * Where a file is served.
     *
     * @throws IllegalArgumentException if there is no such file
     */
    public String address(String name) {
        return Optional.ofNullable(addresses.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no asset is called " + name));
    }

    /**
     * What a file says that is served elsewhere, and not by its name.
     *
     * @throws IllegalStateException if there is no such file
     */
    public String text(String name) {
        return new String(read(name), StandardCharsets.UTF_8);
    }

    /** @param file its name as it is served */
    Optional<Asset> served(String file) {
        return Optional.ofNullable(served.get(file));
    }

    private static MediaType type(String name) {
        return MediaType.valueOf(switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css;charset=UTF-8";
            case "js" -> "text/javascript;charset=UTF-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("of no known type: " + name);
        });
    }

    private static byte[] read(String name) {
        try (InputStream file = Assets.class.getResourceAsStream("/assets/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the platform was packaged without " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        return HexFormat.of().formatHex(Sha256.of(content), 0, 8);
    }

    private static byte[] gzipped(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
