package id.tanggap.infra.web.edge;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** A QR code, drawn. */
public final class QrCode {

    /** Modules of nothing around the code, as ISO/IEC 18004 asks for. */
    private static final int MARGIN = 4;

    private QrCode() {
    }

    /** One path of all dark modules, row by row; black on white whatever the page looks like, or phones cannot read it. */
    public static String svg(String text) {
        return svg(text, "Kode QR laporan Anda / QR code of your complaint");
    }

    /** @param title says what it is to whoever does not see it; without characters that mean something in XML */
    public static String svg(String text, String title) {
        ByteMatrix modules = modules(text);
        StringBuilder dark = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    dark.append('M').append(x + MARGIN).append(' ').append(y + MARGIN).append("h1v1h-1z");
                }
            }
        }
        int size = modules.getWidth() + 2 * MARGIN;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size + "\" role=\"img\" "
                + "shape-rendering=\"crispEdges\"><title>" + title + "</title>"
                + "<rect width=\"" + size + "\" height=\"" + size + "\" fill=\"#fff\"/><path d=\"" + dark + "\"/></svg>";
    }

    private static ByteMatrix modules(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("no QR code holds this", e);
        }
    }
}
