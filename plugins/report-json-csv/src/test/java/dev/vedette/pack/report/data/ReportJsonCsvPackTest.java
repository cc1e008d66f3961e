package dev.vedette.pack.report.data;

import dev.vedette.testkit.PackContract;

class ReportJsonCsvPackTest extends PackContract {}
