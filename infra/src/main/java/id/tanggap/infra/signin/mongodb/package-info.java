/** What signing in keeps, in MongoDB. */
package id.tanggap.infra.signin.mongodb;
