package dev.vedette.testkit;

import dev.vedette.api.report.ReportData;
import dev.vedette.api.report.ReportTable;
import java.time.Instant;
import java.util.List;

/**
 * Report data for the tests of a reporter.
 *
 * @param name which report
 * @param title its heading
 * @param client the client's name
 * @param tables in reading order
 */
public record SampleReport(String name, String title, String client, List<ReportTable> tables) implements ReportData {
    public SampleReport {
        tables = List.copyOf(tables);
    }

    /** A report of these tables with an ordinary heading. */
    public static SampleReport of(ReportTable... tables) {
        return new SampleReport("offenses", "Offenses of the week", "default", List.of(tables));
    }

    @Override
    public Instant from() {
        return Instant.parse("2026-01-01T00:00:00Z");
    }

    @Override
    public Instant to() {
        return Instant.parse("2026-01-08T00:00:00Z");
    }

    @Override
    public Instant generatedAt() {
        return Instant.parse("2026-01-08T06:00:00Z");
    }
}
