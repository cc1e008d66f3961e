package dev.vedette.pack.report.html;

import dev.vedette.api.report.ReportData;
import dev.vedette.api.report.Reporter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.pf4j.Extension;

/** Writes a report as one self-contained HTML page. Stateless. */
@Extension
public final class HtmlReporter implements Reporter {
    @Override
    public String format() {
        return "html";
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
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        new Page(new Markup(writer), data).write();
        writer.flush(); // the host closes the stream
    }
}
