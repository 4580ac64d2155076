/** What both sides share: events, ids, value types and the rules that are data. Depends on nothing but the JDK. */
package id.tanggap.kernel;
