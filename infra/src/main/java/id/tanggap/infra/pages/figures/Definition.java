package id.tanggap.infra.pages.figures;

/** What is defined, by its place on the page of definitions; the words are in the bundles. */
public enum Definition {
    RECEIVED("diterima"), FINAL_RESPONSES("tanggapan-akhir"), LIMIT("dalam-batas"), FIRST_RESPONSE("tanggapan-pertama"),
    RESOLUTION("penyelesaian"), WORKING_DAYS("hari-kerja"), MEDIAN("median"), REOPENED("dibuka-kembali"),
    BACKLOG("belum-dijawab"), CLASSES("jenis"), TRANSFERS("dialihkan"), ESCALATIONS("eskalasi"), CLOSINGS("penutupan"),
    APPEALS("banding"), SATISFACTION("kepuasan"), INDEX("skm"), TREND("tren"), COMPARISON("perbandingan"),
    SMALL_NUMBERS("angka-kecil"), COUNTING("cara-menghitung");

    private final String place;

    Definition(String place) {
        this.place = place;
    }

    public String place() {
        return place;
    }

    String href() {
        return "/kinerja/pengertian#" + place;
    }
}
