package id.tanggap.infra.attachments;

import id.tanggap.infra.views.ReadModelsHealth;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Says whether the scanner answered last time. That it does not never makes the
 * platform unready: documents wait for it. That there is none is no fault: it was not asked for.
 */
final class AttachmentsHealth extends AbstractHealthIndicator {

    private final KeepingFiles files;

    AttachmentsHealth(KeepingFiles files) {
        this.files = files;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.status(files.scannerAnswers() ? Status.UP : ReadModelsHealth.DEGRADED)
                .withDetail("scanner", !files.hasScanner() ? "none" : files.scannerAnswers() ? "answers" : "does not answer");
    }
}
