/** The read models: kept up with the events, made again from them at any time; where they are stored is behind a port. */
package id.tanggap.infra.views;
