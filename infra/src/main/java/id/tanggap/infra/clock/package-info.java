/** Time passes: looks at regular intervals for what is due and has it recorded. */
package id.tanggap.infra.clock;
