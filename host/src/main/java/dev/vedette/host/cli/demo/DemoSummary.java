package dev.vedette.host.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.correlate.Offense;
import dev.vedette.host.pipeline.LedgerTotals;
import java.nio.file.Path;
import java.util.List;

/** What the demo showed. */
public record DemoSummary(
        LedgerTotals ledger,
        long flows,
        long findings,
        List<String> datasets,
        List<Offense> offenses,
        List<Path> reports) {
    public DemoSummary {
        datasets = List.copyOf(datasets);
        offenses = List.copyOf(offenses);
        reports = List.copyOf(reports);
    }

    /** As docs/cli.md says. */
    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putObject("events")
                .put("received", ledger.received())
                .put("indexed", ledger.indexed())
                .put("filtered", ledger.filtered())
                .put("dead_lettered", ledger.deadLettered())
                .put("dropped", ledger.dropped())
                .put("residue", ledger.residue());
        node.put("flows", flows);
        node.put("findings", findings);
        ArrayNode kinds = node.putArray("datasets");
        datasets.forEach(kinds::add);
        ArrayNode list = node.putArray("offenses");
        for (Offense offense : offenses) {
            ObjectNode one = list.addObject()
                    .put("id", offense.id())
                    .put("description", offense.description())
                    .put("magnitude", Math.round(offense.rating().score()))
                    .put("level", offense.rating().level());
            ArrayNode rules = one.putArray("rules");
            offense.contributions().forEach(contribution -> rules.add(contribution.rule()));
            one.put("events", offense.eventCount());
        }
        ArrayNode paths = node.putArray("reports");
        reports.forEach(report -> paths.add(report.toString()));
        return node;
    }
}
