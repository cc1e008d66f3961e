package dev.vedette.pack.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.report.ReportTable;
import dev.vedette.api.report.Reporter;
import dev.vedette.testkit.ReporterContract;
import dev.vedette.testkit.SampleReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReporterTest extends ReporterContract {
    @Override
    protected Reporter reporter() {
        return new CsvReporter();
    }

    @Test
    void cells_are_quoted_as_rfc_4180_says() {
        assertThat(CsvReporter.cell("plain")).isEqualTo("plain");
        assertThat(CsvReporter.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(CsvReporter.cell("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
        assertThat(CsvReporter.cell("two\nlines")).isEqualTo("\"two\nlines\"");
        assertThat(CsvReporter.cell(null)).isEmpty();
        assertThat(CsvReporter.cell(List.of("a", 2L))).isEqualTo("a; 2");
    }

    @Test
    void nothing_is_a_formula() {
        assertThat(CsvReporter.cell("=1+1")).isEqualTo("'=1+1");
        assertThat(CsvReporter.cell("  @SUM(A1)")).isEqualTo("'  @SUM(A1)");
        assertThat(CsvReporter.cell("\t=cmd|' /C calc'!A0")).startsWith("'");
        assertThat(CsvReporter.cell(List.of("-1+1"))).isEqualTo("'-1+1");
        assertThat(CsvReporter.cell(-1L)).as("a number is not text").isEqualTo("-1");
    }

    @Test
    void tables_stand_one_after_the_other() throws IOException {
        ReportTable table = ReportTable.of("t", "Title", List.of("a", "b"), List.of(Arrays.asList("x", 1L)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CsvReporter().render(SampleReport.of(table, table), out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .endsWith("\r\ntable,t,Title\r\na,b\r\nx,1\r\n\r\ntable,t,Title\r\na,b\r\nx,1\r\n");
    }
}
