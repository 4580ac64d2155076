package id.tanggap.infra.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.icc.IccDirectory;
import id.tanggap.command.complaint.AttachmentRule;
import id.tanggap.kernel.Refusal;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures are made anew. */
class PictureTest {

    private static final String WORD = "kenariFotoRahasia";

    private static final String LOSSY = "UklGRjoAAABXRUJQVlA4IC4AAACQAQCdASoQAAgAAUAmJaACdLoAA5gA/vFNr+LaR0KZD/7xn/9xn/9xn/yIAAAA";
    private static final String LOSSLESS = "UklGRh4AAABXRUJQVlA4TBEAAAAvD8ABAAdQjyIXpf+BiOh/AAA=";

    private static BufferedImage read(byte[] picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<String> metadata(byte[] picture) throws Exception {
        return StreamSupport.stream(ImageMetadataReader.readMetadata(new ByteArrayInputStream(picture)).getDirectories()
                .spliterator(), false).filter(directory -> directory instanceof ExifDirectoryBase
                || directory instanceof GpsDirectory || directory instanceof IccDirectory).map(Directory::getName).toList();
    }

    @Test
    void nothing_that_a_telephone_put_into_a_picture_is_left() throws Exception {
        // given
        byte[] sent = Photos.jpeg(400, 300, 1, WORD);
        assertThat(text(sent)).contains(WORD);
        assertThat(metadata(sent)).contains("GPS", "Exif IFD0");

        // when
        Picture picture = Picture.of(SentType.JPEG, sent);

        // then
        for (byte[] made : List.of(picture.content(), picture.small())) {
            assertThat(text(made)).doesNotContain(WORD, "Exif");
            assertThat(metadata(made)).isEmpty();
        }
    }

    @Test
    void nothing_that_is_written_beside_the_pixels_of_a_png_is_left() throws Exception {
        byte[] sent = withText(Photos.png(40, 30), WORD);
        assertThat(text(sent)).contains(WORD);

        assertThat(text(Picture.of(SentType.PNG, sent).content())).doesNotContain(WORD, "tEXt", "tIME");
    }

    /** Corners as they are to be seen: the numbers of the quarters that lie there, see {@link Photos#QUARTERS}. */
    @ParameterizedTest
    @CsvSource({"1, 0 1 2 3", "2, 1 0 3 2", "3, 3 2 1 0", "4, 2 3 0 1", "5, 0 2 1 3", "6, 2 0 3 1", "7, 3 1 2 0", "8, 1 3 0 2",
        "9, 0 1 2 3"})
    void a_picture_stands_upright_however_the_telephone_was_held(int orientation, String quarters) throws Exception {
        BufferedImage made = read(Picture.of(SentType.JPEG, Photos.jpeg(80, 40, orientation, WORD)).content());

        boolean turned = orientation > 4 && orientation < 9;
        assertThat(List.of(made.getWidth(), made.getHeight())).isEqualTo(turned ? List.of(40, 80) : List.of(80, 40));
        String[] expected = quarters.strip().split(" ");
        for (int i = 0; i < 4; i++) {
            near(new Color(made.getRGB(made.getWidth() / 4 * (1 + i % 2 * 2), made.getHeight() / 4 * (1 + i / 2 * 2))),
                    Photos.QUARTERS[Integer.parseInt(expected[i])]);
        }
    }

    private static void near(Color seen, Color expected) {
        assertThat(seen.getRed()).as("red of %s", seen).isCloseTo(expected.getRed(), within(12));
        assertThat(seen.getGreen()).as("green of %s", seen).isCloseTo(expected.getGreen(), within(12));
        assertThat(seen.getBlue()).as("blue of %s", seen).isCloseTo(expected.getBlue(), within(12));
    }

    @Test
    void colours_that_are_meant_by_another_profile_look_the_same_without_it() throws Exception {
        // given a picture in which half as much light is half as large a number, which sRGB does not do
        BufferedImage half = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 32 * 32; i++) {
            half.setRGB(i % 32, i / 32, new Color(128, 55, 55).getRGB());
        }
        byte[] sent = Photos.withProfile(Photos.written(half, "jpeg"),
                java.awt.color.ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
        assertThat(metadata(sent)).contains("ICC Profile");

        // when
        byte[] made = Picture.of(SentType.JPEG, sent).content();

        // then
        assertThat(metadata(made)).isEmpty();
        near(new Color(read(made).getRGB(16, 16)), new Color(188, 128, 128));
    }

    @Test
    void grey_stays_as_grey_as_it_was() throws Exception {
        BufferedImage grey = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 32 * 32; i++) {
            grey.getRaster().setSample(i % 32, i / 32, 0, 100);
        }

        near(new Color(read(Picture.of(SentType.JPEG, Photos.written(grey, "jpeg")).content()).getRGB(16, 16)),
                new Color(100, 100, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {LOSSY, LOSSLESS})
    void webp_becomes_what_every_browser_shows(String base64) throws Exception {
        BufferedImage made = read(Picture.of(SentType.WEBP, Base64.getDecoder().decode(base64)).content());

        assertThat(List.of(made.getWidth(), made.getHeight())).isEqualTo(List.of(16, 8));
        near(new Color(made.getRGB(8, 4)), new Color(200, 30, 40));
    }

    @Test
    void what_can_be_seen_through_stays_so_in_a_png_and_is_white_in_its_small_picture() throws Exception {
        BufferedImage through = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);

        Picture made = Picture.of(SentType.PNG, Photos.written(through, "png"));

        assertThat(read(made.content()).getRGB(10, 10) >>> 24).isZero();
        near(new Color(read(made.small()).getRGB(10, 10)), Color.WHITE);
    }

    @ParameterizedTest
    @CsvSource({"1600, 400, 320, 80", "400, 1600, 80, 320", "100, 50, 100, 50", "2000, 1, 320, 1"})
    void the_small_picture_is_small_and_never_larger_than_the_picture(int width, int height, int small, int high) throws Exception {
        BufferedImage made = read(Picture.of(SentType.PNG, Photos.png(width, height)).small());

        assertThat(List.of(made.getWidth(), made.getHeight())).isEqualTo(List.of(small, high));
    }

    @Test
    void a_picture_of_very_many_pixels_is_read_at_half_its_width() throws Exception {
        BufferedImage large = new BufferedImage(4_200, 4_000, BufferedImage.TYPE_BYTE_GRAY);

        BufferedImage made = read(Picture.of(SentType.JPEG, Photos.written(large, "jpeg")).content());

        assertThat(List.of(made.getWidth(), made.getHeight())).isEqualTo(List.of(2_100, 2_000));
    }

    /** Unpacked it would need gigabytes; what it is answered with took no more than its head. */
    @Test
    void a_small_file_that_says_a_very_large_picture_is_refused_by_its_head() {
        byte[] png = withSize(Photos.png(8, 8), 60_000, 60_000);
        byte[] jpeg = Photos.written(Photos.quartered(8, 8), "jpeg");
        int frame = text(jpeg).indexOf("\u00FF\u00C0");
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 60_000).putShort(frame + 7, (short) 60_000);

        for (Refusal refused : List.of(refusal(SentType.PNG, png), refusal(SentType.JPEG, jpeg))) {
            assertThat(refused.rule()).isEqualTo(AttachmentRule.TOO_MANY_PIXELS);
            assertThat(refused.text().en()).contains("3600 million").contains("25 million");
        }
    }

    private static Refusal refusal(SentType type, byte[] sent) {
        try {
            Picture.of(type, sent);
        } catch (Refusal refusal) {
            return refusal;
        }
        throw new AssertionError("it was taken");
    }

    @Test
    void what_only_begins_like_a_picture_is_refused() {
        byte[] jpeg = Photos.jpeg(100, 100, 1, WORD);
        for (byte[] broken : List.of(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 1, 2}, java.util.Arrays.copyOf(jpeg, 200))) {
            assertThatThrownBy(() -> Picture.of(SentType.JPEG, broken)).isInstanceOfSatisfying(Refusal.class,
                    refusal -> assertThat(refusal.rule()).isEqualTo(AttachmentRule.NOT_READABLE));
        }
    }

    /** Readers meet what nobody meant as a picture; all that may come of it is a picture or a refusal. */
    @Test
    void whatever_is_changed_in_a_file_it_is_made_anew_or_refused() {
        Random random = new Random(20261130);
        List<byte[]> files = List.of(Photos.jpeg(60, 40, 6, WORD), Photos.png(60, 40), Base64.getDecoder().decode(LOSSY),
                Base64.getDecoder().decode(LOSSLESS));
        List<SentType> types = List.of(SentType.JPEG, SentType.PNG, SentType.WEBP, SentType.WEBP);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] changed = files.get(i % 4).clone();
            for (int times = random.nextInt(1, 6); times > 0; times--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            if (random.nextInt(4) == 0) {
                changed = java.util.Arrays.copyOf(changed, random.nextInt(1, changed.length));
            }
            try {
                assertThat(Picture.of(types.get(i % 4), changed).small()).isNotEmpty();
            } catch (Refusal _) {
                refused++;
            }
        }
        assertThat(refused).isBetween(50, 399);
    }

    private static byte[] withSize(byte[] png, int width, int height) {
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
        return png;
    }

    /** A chunk of text put in after the head. */
    private static byte[] withText(byte[] png, String word) {
        byte[] content = ("tEXtAuthor\0" + word).getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(content);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(png, 0, 33);
        all.writeBytes(ByteBuffer.allocate(4).putInt(content.length - 4).array());
        all.writeBytes(content);
        all.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        all.write(png, 33, png.length - 33);
        return all.toByteArray();
    }
}
