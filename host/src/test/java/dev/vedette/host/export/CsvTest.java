package dev.vedette.host.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvTest {
    private static String cell(String json) throws IOException {
        return Csv.cell(new ObjectMapper().readTree(json));
    }

    @Test
    void text_that_a_spreadsheet_would_run_gets_an_apostrophe() throws IOException {
        for (String formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\\t=1", "\\r=1", "\\n=1", "＝1", "－1")) {
            assertThat(cell('"' + formula + '"')).as(formula).startsWith("'");
        }
        assertThat(cell("\"a=1\"")).isEqualTo("a=1");
        assertThat(cell("[\"=cmd\", \"x\"]")).isEqualTo("'=cmd, x");
        assertThat(Csv.name("=evil")).isEqualTo("'=evil");
    }

    @Test
    void numbers_stay_numbers_also_below_zero() throws IOException {
        assertThat(cell("-5")).isEqualTo("-5");
        assertThat(cell("1.5")).isEqualTo("1.5");
        assertThat(cell("true")).isEqualTo("true");
        assertThat(cell("null")).isEmpty();
    }

    @Test
    void cells_with_commas_quotes_and_line_breaks_are_quoted() {
        assertThat(Csv.line(List.of("a", "b,c", "d\"e", "f\ng", ""))).isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n");
    }
}
