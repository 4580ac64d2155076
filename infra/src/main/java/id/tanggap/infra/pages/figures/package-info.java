/** How offices do: for everybody, side by side and one by one, and in full for those who answer for it. */
package id.tanggap.infra.pages.figures;
