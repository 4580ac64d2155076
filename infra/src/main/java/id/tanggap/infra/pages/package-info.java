/**
 * Pages for people with a browser. They join both sides and have no rule of their own: what they show comes from the read API's
 * use cases, what they do goes through the write API's.
 */
package id.tanggap.infra.pages;
