package id.tanggap.command.complaint;

import id.tanggap.kernel.complaint.ReporterSecret;
import id.tanggap.kernel.complaint.TrackingCode;
import java.net.URI;

/**
 * Links by which reporters come back to their complaints. Code and secret are the link's fragment: browsers keep that to
 * themselves, so neither a server's nor a proxy's log nor a {@code Referer} ever has it.
 */
public final class ReporterLinks {

    private final String page;

    /** @param publicUrl where people find the platform, without a slash at its end */
    public ReporterLinks(URI publicUrl) {
        this.page = publicUrl + "/lacak#";
    }

    /** Like {@code https://tanggap.example.org/lacak#TGP-7K3Q-9F2M-4XCD/…}. As good as the secret itself. */
    public String to(TrackingCode code, ReporterSecret secret) {
        return page + code + "/" + secret.reveal();
    }
}
