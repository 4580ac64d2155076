/** The command side: decisions, their Axon adapters and the write API. Knows nothing of the query side. */
package id.tanggap.command;
