package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.HostFields;
import dev.vedette.host.Workbench;
import dev.vedette.host.export.EventJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        mixinStandardHelpOptions = true,
        name = "parse",
        description = "Parses files without a host: one ECS document a line, in the order of the input.",
        footer = {
            "",
            "Examples:",
            "  vedette parse /var/log/auth.log | jq .",
            "  vedette parse --parser cisco.asa --at 2026-11-22T00:00:00Z asa.log"
        })
final class ParseCommand implements Callable<Integer> {
    @Mixin
    private PacksOption packs = new PacksOption();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--exporter",
            paramLabel = "NAME",
            description = "Flow datagrams of all files are from this exporter (default: one exporter a call).")
    private String exporter = "cli";

    @Option(names = "--json", description = "Accepted for the sake of scripts: the output always is JSON.")
    private boolean json;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Text, NDJSON, JSON, pcap, raw flow datagrams; or .gz.")
    private List<Path> files = List.of();

    private final Output output = new Output();

    @Override
    public Integer call() throws IOException {
        try (Workbench bench = packs.open()) {
            FileParse parse = new FileParse(bench, reading.parser(bench), reading.zone, exporter).of(files);
            for (Path file : files) {
                parse.read(
                        file, reading.at(Clock.systemUTC()), this::print, damage -> output.note(file + ": " + damage));
            }
            parse.counts()
                    .forEach((parser, count) -> output.note(String.format(Locale.ROOT, "%10d  %s", count, parser)));
        }
        output.flush();
        return 0;
    }

    private void print(FileParse.Parsed parsed) {
        if (parsed.events().isEmpty()) {
            output.line("{\"vedette.dropped\":true,\"event.sequence\":" + parsed.sequence() + "}");
        }
        for (Event event : parsed.events()) {
            ObjectNode document = EventJson.write(event);
            document.put("log.file.path", parsed.path());
            document.put("event.sequence", parsed.sequence());
            if (parsed.unparsed()) { // so that a script asks one field, whatever the reason
                document.put(HostFields.KIND.name(), "pipeline_error");
                document.put(HostFields.ERROR.name(), "no parser claimed this record");
            }
            output.json(document);
        }
    }
}
