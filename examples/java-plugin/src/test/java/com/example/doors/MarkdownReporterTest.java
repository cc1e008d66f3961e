package com.example.doors;

import dev.vedette.api.report.Reporter;
import dev.vedette.testkit.ReporterContract;
import java.nio.charset.StandardCharsets;

class MarkdownReporterTest extends ReporterContract {
    @Override
    protected Reporter reporter() {
        return new MarkdownReporter();
    }

    /** Markdown lets HTML through, so no tag may be left. */
    @Override
    protected boolean showsHarmlessly(byte[] rendered, String hostile) {
        return !new String(rendered, StandardCharsets.UTF_8).contains("<");
    }
}
