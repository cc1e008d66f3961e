package dev.vedette.pack.report.data;

import dev.vedette.api.report.ReportData;
import dev.vedette.api.report.ReportTable;
import dev.vedette.api.report.Reporter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/** Writes a report as one JSON object (RFC 8259). A row is an object with the columns' names as keys. Stateless. */
@Extension
public final class JsonReporter implements Reporter {
    @Override
    public String format() {
        return "json";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public String fileExtension() {
        return "json";
    }

    @Override
    public void render(ReportData data, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        Json json = new Json(writer);
        json.raw("{\n\"report\": ").value(data.name());
        json.raw(",\n\"title\": ").value(data.title());
        json.raw(",\n\"client\": ").value(data.client());
        json.raw(",\n\"from\": ").value(data.from());
        json.raw(",\n\"to\": ").value(data.to());
        json.raw(",\n\"generated_at\": ").value(data.generatedAt());
        json.raw(",\n\"tables\": [");
        String between = "\n";
        for (ReportTable table : data.tables()) {
            json.raw(between);
            table(json, table);
            between = ",\n";
        }
        json.raw("\n]\n}\n");
        writer.flush(); // the host closes the stream
    }

    private static void table(Json json, ReportTable table) throws IOException {
        json.raw("{\"id\": ").value(table.id()).raw(", \"title\": ").value(table.title());
        json.raw(", \"chart\": ").value(table.isChart()).raw(", \"columns\": ").value(table.columns());
        json.raw(", \"rows\": [");
        String between = "\n";
        for (List<@Nullable Object> row : table.rows()) {
            json.raw(between).raw("{");
            for (int column = 0; column < row.size(); column++) {
                json.raw(column == 0 ? "" : ", ").value(table.columns().get(column));
                json.raw(": ").value(row.get(column));
            }
            json.raw("}");
            between = ",\n";
        }
        json.raw("]}");
    }
}
