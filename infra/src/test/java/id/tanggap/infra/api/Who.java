package id.tanggap.infra.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** Who sends a request, as its headers say. */
record Who(Map<String, String> headers) {

    static final Who PUBLIC = new Who(Map.of());
    static final Who COORDINATOR = staff("COORDINATOR", "kris");
    static final Who INSPECTOR = staff("INSPECTOR", "indra");
    static final Who ADMINISTRATOR = staff("ADMINISTRATOR", "adi");
    static final Who API_CLIENT = staff("API_CLIENT", "gateway");

    static Who staff(String role, String account) {
        return new Who(Map.of("Tanggap-Role", role, "Tanggap-Account", account));
    }

    static Who reporter(String secret) {
        return new Who(Map.of("Tanggap-Secret", secret));
    }

    Who with(String header, Object value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, String.valueOf(value));
        return new Who(more);
    }

    /** Who wants to see everything up to a position. */
    Who havingSeen(long position) {
        return with("Tanggap-Min-Position", position);
    }
}
