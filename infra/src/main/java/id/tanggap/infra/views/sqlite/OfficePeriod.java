package id.tanggap.infra.views.sqlite;

import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.scorecard.Period;

/** What an office's cells of one period, those of all classes, have in common. */
record OfficePeriod(OfficeId office, Period period) {
}
