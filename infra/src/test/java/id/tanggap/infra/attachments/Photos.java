package id.tanggap.infra.attachments;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Pictures and documents as people send them. */
public final class Photos {

    /** The quarters of a picture, from the upper left one, row by row. */
    static final Color[] QUARTERS = {new Color(200, 30, 40), new Color(20, 160, 60), new Color(30, 60, 200),
        new Color(230, 220, 40)};

    private Photos() {
    }

    /** With four quarters of different colours. */
    static BufferedImage quartered(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = picture.createGraphics();
        for (int i = 0; i < QUARTERS.length; i++) {
            drawing.setColor(QUARTERS[i]);
            drawing.fillRect(i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);
        }
        drawing.dispose();
        return picture;
    }

    static byte[] written(BufferedImage picture, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] png(int width, int height) {
        return written(quartered(width, height), "png");
    }

    /**
     * As a telephone makes it: with place, time, orientation and a word of the owner's in its metadata, in a comment and behind
     * its end.
     */
    public static byte[] jpeg(int width, int height, int orientation, String word) {
        byte[] plain = written(quartered(width, height), "jpeg");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
        segment(all, 0xE1, exif(orientation, word));
        segment(all, 0xFE, ascii("comment " + word));
        all.write(plain, 2, plain.length - 2);
        all.writeBytes(ascii("behind the end: " + word));
        return all.toByteArray();
    }

    private static void segment(ByteArrayOutputStream to, int marker, byte[] content) {
        to.writeBytes(new byte[] {(byte) 0xFF, (byte) marker, (byte) (content.length + 2 >> 8), (byte) (content.length + 2)});
        to.writeBytes(content);
    }

    /** A picture that says by what profile its colours are meant. */
    static byte[] withProfile(byte[] jpeg, byte[] profile) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(jpeg, 0, 20); // its beginning and the segment of JFIF
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(ascii("ICC_PROFILE\0\1\1"));
        content.writeBytes(profile);
        segment(all, 0xE2, content.toByteArray());
        all.write(jpeg, 20, jpeg.length - 20);
        return all.toByteArray();
    }

    /** A directory with a description, the orientation and a directory of the place, as TIFF lays them out. */
    private static byte[] exif(int orientation, String word) {
        byte[] text = ascii(word + "\0");
        ByteBuffer tiff = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        int afterFirst = 8 + 2 + 3 * 12 + 4;
        int afterPlace = afterFirst + 2 + 2 * 12 + 4;
        tiff.put(ascii("II")).putShort((short) 42).putInt(8);
        tiff.putShort((short) 3);
        tiff.putShort((short) 0x010E).putShort((short) 2).putInt(text.length).putInt(afterPlace + 24);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(orientation);
        tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(afterFirst);
        tiff.putInt(0);
        tiff.putShort((short) 2);
        tiff.putShort((short) 1).putShort((short) 2).putInt(2).put(ascii("S\0\0\0"));
        tiff.putShort((short) 2).putShort((short) 5).putInt(3).putInt(afterPlace);
        tiff.putInt(0);
        tiff.putInt(6).putInt(1).putInt(12).putInt(1).putInt(30).putInt(1);
        tiff.put(text);
        byte[] content = new byte[6 + tiff.position()];
        System.arraycopy(ascii("Exif\0\0"), 0, content, 0, 6);
        tiff.get(0, content, 6, tiff.position());
        return content;
    }

    /** A document that says one word. */
    public static byte[] pdf(String word) {
        return ascii("""
                %%PDF-1.4
                1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
                2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
                3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R>>endobj
                4 0 obj<</Length 60>>stream
                BT /F1 12 Tf 20 50 Td (%s) Tj ET
                endstream endobj
                trailer<</Root 1 0 R>>
                %%%%EOF
                """.formatted(word));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
