/** People's keys, and the platform's own, in MongoDB. */
package id.tanggap.infra.keys.mongodb;
