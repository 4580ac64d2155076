package id.tanggap.kernel.satisfaction;

import id.tanggap.kernel.Text;
import java.math.BigDecimal;

/**
 * The four bands of PermenPANRB 14/2017. An index is rounded to two decimals first, so that none falls between two bands.
 */
public enum ServiceQuality {

    A("88.31", "100.00", "Sangat Baik", "Very good"),
    B("76.61", "88.30", "Baik", "Good"),
    C("65.00", "76.60", "Kurang Baik", "Less than good"),
    D("25.00", "64.99", "Tidak Baik", "Not good");

    private final BigDecimal lowest;
    private final BigDecimal highest;
    private final Text text;

    ServiceQuality(String lowest, String highest, String id, String en) {
        this.lowest = new BigDecimal(lowest);
        this.highest = new BigDecimal(highest);
        this.text = new Text(id, en);
    }

    /** The lowest index of the band, included. */
    public BigDecimal lowest() {
        return lowest;
    }

    /** The highest index of the band, included. */
    public BigDecimal highest() {
        return highest;
    }

    /** Its name. The Indonesian one is the regulation's. */
    public Text text() {
        return text;
    }

    /** @throws IllegalArgumentException if the index is not rounded to two decimals, or outside 25.00 to 100.00 */
    public static ServiceQuality of(BigDecimal index) {
        if (index.scale() != 2) {
            throw new IllegalArgumentException("an index is rounded to two decimals before it is banded");
        }
        for (ServiceQuality quality : values()) {
            if (index.compareTo(quality.lowest) >= 0 && index.compareTo(quality.highest) <= 0) {
                return quality;
            }
        }
        throw new IllegalArgumentException("an index lies between 25.00 and 100.00");
    }
}
