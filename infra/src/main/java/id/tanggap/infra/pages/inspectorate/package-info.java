/** What the inspectorate works with: what is open, the whole history, who looked, inspections, and what it decides. */
package id.tanggap.infra.pages.inspectorate;
