package dev.vedette.pack.report.html;

import dev.vedette.api.report.Reporter;
import dev.vedette.testkit.ReporterContract;

class HtmlReporterContractTest extends ReporterContract {
    @Override
    protected Reporter reporter() {
        return new HtmlReporter();
    }
}
