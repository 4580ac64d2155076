package id.tanggap.kernel;

/**
 * A fact that was decided and recorded; immutable, kept for ever, stored under its {@link EventName}. Every aggregate has
 * one sealed family of them: {@code ComplaintEvent}, {@code OfficeEvent}, {@code ImportEvent}.
 */
public interface DomainEvent {

    /** Who did it, when it happened, when it was recorded, and as part of which request. */
    Provenance provenance();
}
