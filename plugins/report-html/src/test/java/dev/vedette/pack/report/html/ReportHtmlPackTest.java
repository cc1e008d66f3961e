package dev.vedette.pack.report.html;

import dev.vedette.testkit.PackContract;

class ReportHtmlPackTest extends PackContract {}
