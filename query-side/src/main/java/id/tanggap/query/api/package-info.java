/** What all of the read API shares: who asks, how far the answer reaches. */
package id.tanggap.query.api;
