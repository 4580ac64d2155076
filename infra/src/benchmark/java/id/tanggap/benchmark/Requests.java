package id.tanggap.benchmark;

import id.tanggap.benchmark.Client.Answer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people ask of the platform, as HTTP. */
final class Requests {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final String[] CATEGORIES = {"Jalan rusak", "Pelayanan KTP", "Sampah", "Lampu jalan", "Bantuan sosial"};

    private Requests() {
    }

    static String narrative(int number) {
        return ("Jalan di depan pasar berlubang sejak dua bulan lalu dan sudah beberapa kali menyebabkan pengendara sepeda "
                + "motor jatuh, terutama pada malam hari karena lampu jalan juga mati. Kami sudah melapor ke kelurahan "
                + "tetapi belum ada tanggapan. Mohon segera diperbaiki sebelum musim hujan. Laporan nomor ") + number + ".";
    }

    static String category(int number) {
        return CATEGORIES[Math.floorMod(number, CATEGORIES.length)];
    }

    static Answer submit(Client client) throws IOException {
        int number = ThreadLocalRandom.current().nextInt(1_000_000);
        return client.post("/api/v1/complaints", """
                {"title":"Jalan berlubang di depan pasar %d","narrative":"%s","category":"%s","identity":"OPEN",\
                "reporter":{"name":"Siti Rahmawati %d","email":"siti%d@example.org"},\
                "location":{"latitude":-6.2,"longitude":106.8,"address":"Jalan Merdeka %d"},"channel":"WEB"}"""
                .formatted(number, narrative(number), category(number), number, number, number % 300)).expect(201);
    }

    /** Create, forward, draft a final response, approve it, and read the outcome back. */
    static void lifecycle(Client client, Staff staff, List<String> offices) throws IOException {
        String office = offices.get(ThreadLocalRandom.current().nextInt(offices.size()));
        Answer created = submit(client);
        String complaint = "/api/v1/complaints/" + id(created);
        Answer forwarded = client.post(complaint + "/verification",
                "{\"decision\":\"FORWARD\",\"officeId\":\"" + office + "\",\"classification\":\"COMPLAINT\"}",
                staff.headers("koordinator", "If-Match", created.etag())).expect(201);
        Answer drafted = client.post(complaint + "/responses",
                "{\"kind\":\"FINAL\",\"text\":\"Lubang di depan pasar sudah ditambal dan lampu jalan sudah diganti.\"}",
                staff.headers(Staff.officer(office), "If-Match", forwarded.etag())).expect(201);
        Answer approved = client.post(complaint + "/responses/1/approval", "{}",
                staff.headers(Staff.head(office), "If-Match", drafted.etag())).expect(201);
        Answer read = client.get(complaint, "Tanggap-Min-Position", approved.position()).expect(200);
        if (!read.body().contains("\"RESPONDED\"")) {
            throw new IllegalStateException("did not read its own write: " + read.body());
        }
    }

    static String id(Answer answer) {
        Matcher id = ID.matcher(answer.body());
        if (!id.find()) {
            throw new IllegalStateException("no id in " + answer.body());
        }
        return id.group(1);
    }
}
