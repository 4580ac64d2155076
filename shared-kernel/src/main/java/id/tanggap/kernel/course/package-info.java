/** How far a complaint has come, and what the clocks say of it: due moments, shares, and what time alone brings about. */
package id.tanggap.kernel.course;
