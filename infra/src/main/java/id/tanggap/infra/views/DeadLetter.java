package id.tanggap.infra.views;

import java.time.Instant;

/**
 * An event that the read models could not take, or that waits behind such a one of its stream. Only its position is kept:
 * the event itself is in the event store, and personal data is nowhere twice.
 *
 * @param stream   the aggregate whose events wait
 * @param position of the event
 * @param sequence of the event in its stream
 * @param event    its type
 * @param cause    what went wrong, without values from the event
 * @param at       when it first failed
 * @param attempts how often it was tried
 */
public record DeadLetter(String stream, long position, long sequence, String event, String cause, Instant at, int attempts) {
}
