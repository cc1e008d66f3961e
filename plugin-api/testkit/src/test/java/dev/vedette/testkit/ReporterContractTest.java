package dev.vedette.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.report.ReportData;
import dev.vedette.api.report.ReportTable;
import dev.vedette.api.report.Reporter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A reporter that keeps the contract, and some that do not. */
class ReporterContractTest extends ReporterContract {
    private record Html(UnaryOperator<String> escape) implements Reporter {
        @Override
        public String format() {
            return "test";
        }

        @Override
        public String mediaType() {
            return "text/html; charset=utf-8";
        }

        @Override
        public String fileExtension() {
            return "html";
        }

        @Override
        public void render(ReportData data, OutputStream out) throws IOException {
            StringBuilder html =
                    new StringBuilder("<h1>").append(escape.apply(data.title())).append("</h1>");
            for (ReportTable table : data.tables()) {
                for (List<@Nullable Object> row : table.rows()) {
                    row.forEach(cell -> html.append("<p>").append(escape.apply(String.valueOf(cell))));
                }
            }
            out.write(html.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    protected Reporter reporter() {
        return new Html(text -> text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
    }

    private static ReporterContract of(Reporter reporter) {
        return new ReporterContract() {
            @Override
            protected Reporter reporter() {
                return reporter;
            }
        };
    }

    @Test
    void a_reporter_that_does_not_escape_is_found() {
        assertThatThrownBy(of(new Html(text -> text))::hostile_text_is_shown_as_text)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("<script>");
    }

    @Test
    void a_reporter_that_swallows_a_full_disk_is_found() {
        Reporter good = reporter();
        Reporter swallows = new Reporter() {
            @Override
            public String format() {
                return good.format();
            }

            @Override
            public String mediaType() {
                return good.mediaType();
            }

            @Override
            public String fileExtension() {
                return good.fileExtension();
            }

            @Override
            public void render(ReportData data, OutputStream out) {
                try {
                    good.render(data, out);
                } catch (IOException e) {
                    return; // what the contract forbids
                }
            }
        };
        assertThatThrownBy(of(swallows)::a_full_disk_is_told_and_not_swallowed).isInstanceOf(AssertionError.class);
    }
}
