/** What stands before everything else that a request meets: how much one client may ask for, and how large it may be. */
package id.tanggap.infra.web.edge;
