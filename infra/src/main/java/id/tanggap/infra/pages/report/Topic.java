package id.tanggap.infra.pages.report;

import id.tanggap.kernel.Text;

/** What reports are mostly about, in words that people use. The Indonesian name is the complaint's category. */
public enum Topic {

    ROADS("Jalan, jembatan, trotoar", "Roads, bridges, pavements"),
    LIGHTING("Penerangan jalan", "Street lighting"),
    WATER("Air bersih, selokan, banjir", "Water supply, drains, floods"),
    WASTE("Sampah dan kebersihan", "Waste and cleanliness"),
    CIVIL_REGISTRY("KTP, KK, akta", "Identity cards, family cards, certificates"),
    HEALTH("Kesehatan", "Health"),
    EDUCATION("Pendidikan", "Education"),
    SOCIAL_AID("Bantuan sosial", "Social assistance"),
    PERMITS("Perizinan dan pajak", "Permits and taxes"),
    LAND("Pertanahan", "Land"),
    TRANSPORT("Angkutan, lalu lintas, parkir", "Transport, traffic, parking"),
    ORDER("Ketertiban dan keamanan", "Order and safety"),
    OTHER("Hal lain", "Something else");

    private final Text text;

    Topic(String id, String en) {
        this.text = new Text(id, en);
    }

    public Text text() {
        return text;
    }
}
