package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.Workbench;
import dev.vedette.host.export.EventJson;
import dev.vedette.host.parse.ParseSettings;
import dev.vedette.host.pipeline.Explained;
import dev.vedette.host.pipeline.Explainer;
import dev.vedette.host.reference.Client;
import dev.vedette.host.reference.Clients;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        mixinStandardHelpOptions = true,
        name = "explain",
        description = "Says what happens to one line: parsers, steps, fields, rules; keeps nothing.",
        footer = {
            "",
            "Example:",
            "  vedette explain 'Nov 22 10:15:01 web1 sshd[7]: Failed password for root from 203.0.113.9 port 4 ssh2'"
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private PacksOption packs = new PacksOption();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--rule",
            paramLabel = "ID",
            description = "Say more about this rule: what failed first, on which value.")
    private @Nullable String rule;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @Parameters(paramLabel = "LINE", description = "The line.")
    private String line = "";

    private final Output output = new Output();

    @Override
    public Integer call() {
        try (Workbench bench = packs.open()) {
            Clock clock = Clock.systemUTC();
            if (rule != null
                    && bench.content().pipeline().rules().rules().stream().noneMatch(r -> r.id().equals(rule))) {
                throw new CliException(
                        "no pack has a rule with the id " + rule + "; 'vedette pack list' names the packs");
            }
            Explainer explainer = new Explainer(
                    () -> bench.content().pipeline(),
                    bench.guard(),
                    ParseSettings.defaults().withZone(origin -> reading.zone),
                    Clients.of(List.of()),
                    clock);
            Origin origin = Origin.of(Client.DEFAULT, "explain")
                    .parser(reading.parser(bench))
                    .build();
            Explained explained = explainer.explain(
                    new RawRecord(line.getBytes(StandardCharsets.UTF_8), reading.at(clock), origin), rule);
            if (json) {
                output.json(json(explained));
            } else {
                print(explained);
            }
        }
        output.flush();
        return 0;
    }

    private void print(Explained explained) {
        for (Explained.Section section : explained.sections()) {
            output.line(section.title());
            section.lines().forEach(text -> output.line("  " + Output.printable(text)));
        }
        for (var event : explained.events()) {
            output.line("Event");
            EventJson.write(event)
                    .properties()
                    .forEach(field -> output.line("  " + field.getKey() + " = "
                            + Output.printable(
                                    field.getValue().isTextual()
                                            ? field.getValue().asText()
                                            : field.getValue().toString())));
        }
    }

    private static ObjectNode json(Explained explained) {
        ObjectNode node = HostClient.JSON.createObjectNode();
        ArrayNode sections = node.putArray("sections");
        for (Explained.Section section : explained.sections()) {
            ObjectNode one = sections.addObject().put("title", section.title());
            ArrayNode lines = one.putArray("lines");
            section.lines().forEach(lines::add);
        }
        ArrayNode events = node.putArray("events");
        explained.events().forEach(event -> events.add(EventJson.write(event)));
        ArrayNode findings = node.putArray("findings");
        explained.findings().forEach(finding -> findings.add(finding.rule().id()));
        return node;
    }
}
