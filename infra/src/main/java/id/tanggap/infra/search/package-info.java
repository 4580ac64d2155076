/** Finding complaints by their words: an index of keyed words on each node, kept from the events. */
package id.tanggap.infra.search;
