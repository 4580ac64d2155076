package id.tanggap.infra.moving;

import id.tanggap.kernel.Sha256;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of JSON Lines that tells whether it is whole: a header that names the format, one line for each thing, and a last
 * line with their number and the SHA-256 of all bytes before it. Compressed if its name ends in {@code .gz}. Reading and
 * writing take the memory of one line.
 *
 * @param format what is in it
 * @param type   of one line
 */
public record LinesFile<T>(Path path, String format, Class<T> type) {

    private static final int VERSION = 1;

    /** Far above any event; what is longer is no file of ours. */
    private static final int LONGEST_LINE = 64 << 20;

    private static final int BUFFER = 1 << 16;

    /** Strict, and always the same bytes for the same thing. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(LONGEST_LINE).build()).build())
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private record Header(String format, int version) {
    }

    /**
     * The last line.
     *
     * @param count  of the lines between header and last line
     * @param sha256 of all bytes before the last line, uncompressed, in hexadecimal digits
     */
    public record Ending(long count, String sha256) {
    }

    @FunctionalInterface
    public interface Reader<T> {

        /** @param number of the line, counted from 1: the first thing stands in line 2 */
        void read(long number, T thing);
    }

    @FunctionalInterface
    public interface Content<T> {

        void writeTo(Writer<T> writer) throws IOException;
    }

    @FunctionalInterface
    public interface Writer<T> {

        void write(T thing) throws IOException;
    }

    /**
     * Writes the file, for its owner only. It has its name only once all of it is on the disk: what was interrupted is
     * called {@code .part}.
     */
    public Ending write(Content<T> content) {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        if (Files.exists(path)) {
            throw new MovingFailed(path + " exists already; name another file");
        }
        try {
            Files.deleteIfExists(part);
            Ending ending;
            try (FileChannel channel = FileChannel.open(part,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
                GZIPOutputStream compressed = isCompressed() ? new GZIPOutputStream(out, BUFFER) : null;
                ending = write(content, compressed == null ? out : compressed);
                if (compressed != null) {
                    compressed.finish();
                }
                out.flush();
                channel.force(true);
            }
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
            return ending;
        } catch (IOException e) {
            throw new MovingFailed("%s cannot be written: %s".formatted(path, reason(e)), e);
        }
    }

    private Ending write(Content<T> content, OutputStream out) throws IOException {
        DigestOutputStream digested = new DigestOutputStream(out, Sha256.begin());
        long[] count = {0};
        digested.write(line(new Header(format, VERSION)));
        content.writeTo(thing -> {
            digested.write(line(thing));
            count[0]++;
        });
        Ending ending = new Ending(count[0], HexFormat.of().formatHex(digested.getMessageDigest().digest()));
        out.write(line(ending));
        return ending;
    }

    private static byte[] line(Object value) {
        return (JSON.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads all of it. Whoever acts on what is read before this returns does so at their own risk: that the file is whole
     * and unaltered is known only then.
     *
     * @throws MovingFailed with the number of the line that is wrong
     */
    public Ending read(Reader<T> reader) {
        try (InputStream file = Files.newInputStream(path);
                InputStream in = isCompressed() ? new GZIPInputStream(file, BUFFER) : file) {
            return read(new Lines(in), reader);
        } catch (EOFException _) {
            throw new MovingFailed(path + " is cut off: the end of its compressed data is missing");
        } catch (ZipException e) {
            throw new MovingFailed("%s is damaged, or not compressed with gzip: %s".formatted(path, e.getMessage()), e);
        } catch (IOException e) {
            throw new MovingFailed("%s cannot be read: %s".formatted(path, reason(e)), e);
        }
    }

    private Ending read(Lines lines, Reader<T> reader) throws IOException {
        MessageDigest digest = Sha256.begin();
        byte[] line = lines.next().orElseThrow(() -> new MovingFailed(path + " is empty"));
        checkHeader(line);
        digest(line, digest);
        byte[] last = null;
        for (Optional<byte[]> next = lines.next(); next.isPresent(); next = lines.next()) {
            if (last != null) {
                reader.read(lines.number() - 1, parsed(last, type, lines.number() - 1));
                digest(last, digest);
            }
            last = next.get();
        }
        if (last == null || !isEnding(last)) {
            throw MovingFailed.at(path, lines.number(),
                    "the last line, with number and digest, is missing: the file is cut off");
        }
        Ending said = parsed(last, Ending.class, lines.number());
        Ending found = new Ending(lines.number() - 2, HexFormat.of().formatHex(digest.digest()));
        if (said.count() != found.count()) {
            throw MovingFailed.at(path, lines.number(),
                    "there should be %d lines between the first and this one, there are %d"
                            .formatted(said.count(), found.count()));
        }
        if (!found.sha256().equals(said.sha256())) {
            throw MovingFailed.at(path, lines.number(),
                    "the file was altered: the SHA-256 of what stands above should be %s, it is %s"
                            .formatted(said.sha256(), found.sha256()));
        }
        return said;
    }

    private void checkHeader(byte[] line) {
        Header header;
        try {
            header = JSON.readValue(line, Header.class);
        } catch (JacksonException _) {
            throw MovingFailed.at(path, 1, "this is no file of the format " + format);
        }
        if (!format.equals(header.format())) {
            throw MovingFailed.at(path, 1, "this is a file of the format %s, not %s".formatted(header.format(), format));
        }
        if (header.version() != VERSION) {
            throw MovingFailed.at(path, 1, "version %d of the format is not known here (but %d is): use a newer Tanggap"
                    .formatted(header.version(), VERSION));
        }
    }

    private static boolean isEnding(byte[] line) {
        try {
            Ending ending = JSON.readValue(line, Ending.class);
            return ending.sha256() != null;
        } catch (JacksonException _) {
            return false;
        }
    }

    private <L> L parsed(byte[] line, Class<L> as, long number) {
        try {
            L thing = JSON.readValue(line, as);
            if (thing != null) {
                return thing;
            }
        } catch (JacksonException e) {
            throw MovingFailed.at(path, number, "cannot be read: " + e.getOriginalMessage());
        }
        throw MovingFailed.at(path, number, "holds nothing");
    }

    private static void digest(byte[] line, MessageDigest digest) {
        digest.update(line);
        digest.update((byte) '\n');
    }

    private boolean isCompressed() {
        return path.getFileName().toString().endsWith(".gz");
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException _ -> "there is no such file or folder";
            case java.nio.file.AccessDeniedException _ -> "access is denied";
            default -> e.getMessage();
        };
    }

    /** Lines as bytes, each ended by a line feed. */
    private final class Lines {

        private final InputStream in;
        private final byte[] buffer = new byte[BUFFER];
        private int from;
        private int to;
        private long number;

        Lines(InputStream in) {
            this.in = in;
        }

        /** Of the line that was read last, counted from 1. */
        long number() {
            return number;
        }

        Optional<byte[]> next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(BUFFER / 16);
            while (true) {
                if (from == to) {
                    from = 0;
                    to = Math.max(0, in.read(buffer));
                    if (to == 0) {
                        if (line.size() > 0) {
                            throw MovingFailed.at(path, number + 1, "the file ends within this line: it is cut off");
                        }
                        return Optional.empty();
                    }
                }
                int end = from;
                while (end < to && buffer[end] != '\n') {
                    end++;
                }
                line.write(buffer, from, end - from);
                if (line.size() > LONGEST_LINE) {
                    throw MovingFailed.at(path, number + 1, "this line is longer than any that Tanggap writes");
                }
                from = end;
                if (end < to) {
                    from++;
                    number++;
                    return Optional.of(line.toByteArray());
                }
            }
        }
    }
}
