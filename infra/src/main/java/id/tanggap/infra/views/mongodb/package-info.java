/** The read models on MongoDB: several nodes over one set, one of which keeps it up with the events. */
package id.tanggap.infra.views.mongodb;
