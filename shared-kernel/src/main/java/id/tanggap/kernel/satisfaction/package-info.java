/** The public satisfaction index (SKM) by PermenPANRB 14/2017, in exact arithmetic. */
package id.tanggap.kernel.satisfaction;
