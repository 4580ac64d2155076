/**
 * The event storage engine: one total order without gaps, durable before it is acknowledged.
 *
 * <p>{@link id.tanggap.infra.eventstore.TotalOrderEventStore} is what Axon sees,
 * {@link id.tanggap.infra.eventstore.EventLog} is what a database has to offer, and a group commit stands between them:
 * <pre>
 *   command handlers ── append, wait ──▶ one writer thread ── one durable write per group ──▶ EventLog
 *   projections      ◀── woken by the new head, then read pages after their own position ──── EventLog
 * </pre>
 */
package id.tanggap.infra.eventstore;
