package dev.vedette.host.report;

import dev.vedette.api.report.ReportData;
import dev.vedette.api.report.ReportTable;
import java.time.Instant;
import java.util.List;

/** A report's content. */
record Report(
        String name,
        String title,
        String client,
        Instant from,
        Instant to,
        Instant generatedAt,
        List<ReportTable> tables)
        implements ReportData {
    Report {
        tables = List.copyOf(tables);
    }
}
