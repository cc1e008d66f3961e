package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        mixinStandardHelpOptions = true,
        name = "bench",
        description = "Measures this machine.",
        footer = {"", "Example:", "  vedette bench ingest --events 500000"},
        subcommands = BenchCommand.Ingest.class)
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to measure: bench ingest");
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "ingest",
            description = {
                "Syslog over TCP through journal, parsers, rules and index, and beside it what bare Lucene takes to"
                        + " index",
                "the same events on the same number of threads, in the same run."
            },
            footer = {"", "Example:", "  vedette bench ingest --events 500000 --json"})
    static final class Ingest implements Callable<Integer> {
        @Option(names = "--events", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
        private int events = 300_000;

        @Option(names = "--workers", paramLabel = "N", description = "Pipeline threads (default: one per processor).")
        private int workers = Runtime.getRuntime().availableProcessors();

        @Option(names = "--seed", paramLabel = "N", description = "Of the generated lines (default: ${DEFAULT-VALUE}).")
        private long seed = 1;

        @Option(names = "--json", description = "As one JSON object.")
        private boolean json;

        private final Output output = new Output();

        @Override
        public Integer call() throws IOException, InterruptedException {
            if (events < 1 || workers < 1) {
                throw new CliException("--events and --workers are at least 1");
            }
            IngestBench.Result result = new IngestBench(events, workers, seed, output::note).run();
            if (json) {
                ObjectNode node = HostClient.JSON.createObjectNode();
                node.put("events", events).put("workers", workers);
                node.put("seconds", result.seconds());
                node.put("events_per_second", Math.round(result.perSecond()));
                node.put("bare_lucene_seconds", result.bareSeconds());
                node.put("bare_lucene_events_per_second", Math.round(result.barePerSecond()));
                node.put("ratio", result.ratio());
                node.put("findings", result.findings()).put("residue", result.residue());
                node.put("raw_bytes", result.rawBytes()).put("stored_bytes", result.storedBytes());
                node.put("heap_bytes", result.heapBytes());
                output.json(node);
            } else {
                output.line(String.format(
                        Locale.ROOT,
                        "vedette      %,10.0f events/s  (%,d events, %.1f s, %d workers, residue %d)",
                        result.perSecond(),
                        events,
                        result.seconds(),
                        workers,
                        result.residue()));
                output.line(String.format(
                        Locale.ROOT,
                        "bare Lucene  %,10.0f events/s  (%.1f s, the same events, %d threads)",
                        result.barePerSecond(),
                        result.bareSeconds(),
                        workers));
                output.line(String.format(Locale.ROOT, "ratio        %10.2f", result.ratio()));
                output.line(String.format(
                        Locale.ROOT,
                        "stored       %10.2f bytes for each raw byte; heap in use at the end %,d MiB",
                        (double) result.storedBytes() / result.rawBytes(),
                        result.heapBytes() >> 20));
            }
            output.flush();
            return result.residue() == 0 ? 0 : 1;
        }
    }
}
