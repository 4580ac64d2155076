package id.tanggap.kernel.complaint;

import id.tanggap.kernel.Text;

/** The nine elements of the public satisfaction survey, in the order of PermenPANRB 14/2017. */
public enum ServiceElement {
    REQUIREMENTS("Persyaratan", "Requirements"),
    PROCEDURE("Sistem, mekanisme, dan prosedur", "System, mechanism and procedure"),
    TIME("Waktu penyelesaian", "Time to completion"),
    COST("Biaya/tarif", "Cost"),
    PRODUCT("Produk spesifikasi jenis pelayanan", "Result as specified"),
    COMPETENCE("Kompetensi pelaksana", "Competence of staff"),
    CONDUCT("Perilaku pelaksana", "Conduct of staff"),
    COMPLAINT_HANDLING("Penanganan pengaduan, saran, dan masukan", "Handling of complaints and suggestions"),
    FACILITIES("Sarana dan prasarana", "Facilities");

    private final Text text;

    ServiceElement(String id, String en) {
        this.text = new Text(id, en);
    }

    public Text text() {
        return text;
    }
}
