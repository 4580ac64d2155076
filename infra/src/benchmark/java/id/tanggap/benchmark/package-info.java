/** Measures what Tanggap promises about speed, each figure beside its target; see {@code docs/benchmarks.md}. */
package id.tanggap.benchmark;
