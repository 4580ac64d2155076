package id.tanggap.infra.attachments;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import id.tanggap.command.complaint.AttachmentRule;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.AttachmentLimits;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture that was made anew from what was sent, pixel by pixel: upright, in sRGB, and with nothing else of the file that was
 * sent: no place, no time, no camera, no hidden thumbnail, nothing behind its end.
 *
 * @param content as JPEG or PNG
 * @param small   as JPEG, at most {@value #SMALL} pixels wide and high
 */
record Picture(byte[] content, byte[] small) {

    static final int SMALL = 320;

    /** Beyond this every other row and column is left out while it is read: enough to see everything, and half the memory. */
    private static final long WHOLE = 16_000_000;
    private static final float GOOD = 0.85f;

    /**
     * How many pixels it has is read off its head before any of it is unpacked: a small file can say a very large picture.
     *
     * @throws Refusal {@link AttachmentRule#TOO_MANY_PIXELS} or {@link AttachmentRule#NOT_READABLE}
     */
    static Picture of(SentType type, byte[] sent) {
        try {
            BufferedImage upright = upright(read(type, sent), orientation(sent), type);
            return new Picture(type == SentType.PNG ? png(upright) : jpeg(upright), jpeg(small(upright)));
        } catch (IOException | RuntimeException fault) {
            // readers fail in many ways on what is no picture
            throw fault instanceof Refusal refusal ? refusal : Refusal.of(AttachmentRule.NOT_READABLE);
        }
    }

    private static BufferedImage read(SentType type, byte[] sent) throws IOException {
        ImageReader reader = switch (type) {
            case JPEG -> ImageIO.getImageReadersByFormatName("jpeg").next();
            case PNG -> ImageIO.getImageReadersByFormatName("png").next();
            // by name it is found only if whoever asks first has all libraries in sight
            case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
            case PDF -> throw new IllegalArgumentException("a document is no picture");
        };
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(sent))) {
            // metadata is not unpacked at all
            reader.setInput(in, false, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > AttachmentLimits.MOST_PIXELS) {
                throw Refusal.of(AttachmentRule.TOO_MANY_PIXELS, Map.of("pixels", (pixels + 999_999) / 1_000_000,
                        "limit", AttachmentLimits.MOST_PIXELS / 1_000_000));
            }
            ImageReadParam how = reader.getDefaultReadParam();
            if (pixels > WHOLE) {
                how.setSourceSubsampling(2, 2, 0, 0);
            }
            return reader.read(0, how);
        } finally {
            reader.dispose();
        }
    }

    /** As EXIF counts: 1 is upright. What cannot be read is taken as that. */
    private static int orientation(byte[] sent) {
        try {
            ExifIFD0Directory exif = ImageMetadataReader.readMetadata(new ByteArrayInputStream(sent), sent.length)
                    .getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer orientation = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return orientation == null || orientation < 1 || orientation > 8 ? 1 : orientation;
        } catch (ImageProcessingException | IOException | RuntimeException _) {
            return 1;
        }
    }

    private static BufferedImage upright(BufferedImage read, int orientation, SentType type) {
        BufferedImage standard = inStandardColours(read);
        int width = standard.getWidth();
        int height = standard.getHeight();
        boolean turned = orientation > 4;
        boolean seeThrough = type == SentType.PNG && standard.getColorModel().hasAlpha();
        BufferedImage upright = new BufferedImage(turned ? height : width, turned ? width : height,
                seeThrough ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D drawing = upright.createGraphics();
        if (!seeThrough) {
            drawing.setBackground(Color.WHITE);
            drawing.clearRect(0, 0, upright.getWidth(), upright.getHeight());
        }
        drawing.drawImage(standard, turning(orientation, width, height), null);
        drawing.dispose();
        return upright;
    }

    /** A profile says how a camera's or a screen's colours are meant; without it they are taken as sRGB, which they must be then. */
    private static BufferedImage inStandardColours(BufferedImage read) {
        ColorSpace colours = read.getColorModel().getColorSpace();
        return colours.isCS_sRGB() || colours.getType() == ColorSpace.TYPE_GRAY ? read
                : new ColorConvertOp(ColorSpace.getInstance(ColorSpace.CS_sRGB), null).filter(read, new BufferedImage(
                        read.getWidth(), read.getHeight(), read.getColorModel().hasAlpha()
                                ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR));
    }

    private static AffineTransform turning(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static BufferedImage small(BufferedImage picture) {
        double scale = Math.min(1, (double) SMALL / Math.max(picture.getWidth(), picture.getHeight()));
        BufferedImage from = picture;
        // halved as long as that is possible, for each step of drawing looks at few pixels around
        while (Math.max(from.getWidth(), from.getHeight()) > 2 * SMALL) {
            from = drawn(from, Math.max(1, from.getWidth() / 2), Math.max(1, from.getHeight() / 2));
        }
        return drawn(from, Math.max(1, (int) Math.round(picture.getWidth() * scale)),
                Math.max(1, (int) Math.round(picture.getHeight() * scale)));
    }

    private static BufferedImage drawn(BufferedImage from, int width, int height) {
        BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D drawing = to.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        drawing.drawImage(from, 0, 0, width, height, Color.WHITE, null);
        drawing.dispose();
        return to;
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        return written(picture, "png");
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        return written(opaque(picture), "jpeg");
    }

    private static BufferedImage opaque(BufferedImage picture) {
        return picture.getColorModel().hasAlpha() ? drawn(picture, picture.getWidth(), picture.getHeight()) : picture;
    }

    private static byte[] written(BufferedImage picture, String format) throws IOException {
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(picture), format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(GOOD);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
