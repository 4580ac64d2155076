/** The edge: who acts, how requests are read, how problems are told. */
package id.tanggap.infra.web;
