package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.cli.bench.Figure;
import dev.vedette.host.cli.bench.IngestBench;
import dev.vedette.host.cli.bench.Soak;
import dev.vedette.host.config.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        mixinStandardHelpOptions = true,
        name = "ingest",
        description = {
            "Syslog over TCP through journal, parsers, rules and index until it is durable, and in turns with it what bare"
                    + " Lucene takes to index",
            "the same events on the same number of threads with the same memory. Three rounds before are not counted."
        },
        footer = {"", "Example:", "  vedette bench ingest --events 500000 --json"})
final class BenchIngestCommand implements Callable<Integer> {
    @Option(names = "--events", paramLabel = "N", description = "How many in each round (default: ${DEFAULT-VALUE}).")
    private int events = 200_000;

    @Option(names = "--rounds", paramLabel = "N", description = "How many count (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(names = "--workers", paramLabel = "N", description = "Pipeline threads (default: one per processor).")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--seed", paramLabel = "N", description = "Of the generated lines (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "Instead: how memory behaves over so long a time, such as 1h, at a part of the top rate.")
    private @Nullable String soak;

    @Option(names = "--rate", paramLabel = "PART", description = "That part, with --for (default: ${DEFAULT-VALUE}).")
    private double rate = 0.5;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    private final Output output = new Output();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (events < 1 || workers < 1 || rounds < 1) {
            throw new CliException("--events, --rounds and --workers are at least 1");
        }
        if (soak != null) {
            return soak(duration(soak));
        }
        IngestBench.Result result = new IngestBench(events, rounds, workers, seed, output::note).run();
        if (json) {
            output.json(json(result));
        } else {
            print(result);
        }
        output.flush();
        return result.residue() == 0 ? 0 : 1;
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CliException("--for " + e.getMessage());
        }
    }

    private int soak(Duration length) throws IOException, InterruptedException {
        if (rate <= 0 || rate > 1) {
            throw new CliException("--rate is more than 0 and at most 1");
        }
        Soak.Result result = new Soak(length, rate, workers, seed, output::note).run();
        if (json) {
            ObjectNode node = HostClient.JSON.createObjectNode();
            node.put("top_events_per_second", Math.round(result.topPerSecond()));
            node.put("events_per_second", Math.round(result.perSecond()));
            node.put("events", result.events()).put("residue", result.residue());
            node.put("growth_bytes", result.growthBytes());
            ArrayNode readings = node.putArray("heap_after_collection");
            result.readings()
                    .forEach(one -> readings.addObject()
                            .put("seconds", one.seconds())
                            .put("events", one.events())
                            .put("bytes", one.heapBytes()));
            output.json(node);
        } else {
            output.line(String.format(
                    Locale.ROOT,
                    "%,d events at %,.0f/s (top rate %,.0f/s), residue %d",
                    result.events(),
                    result.perSecond(),
                    result.topPerSecond(),
                    result.residue()));
            output.line(String.format(
                    Locale.ROOT,
                    "heap after collection: the last quarter's median is %,d KiB more than the second's",
                    result.growthBytes() >> 10));
        }
        output.flush();
        return result.residue() == 0 ? 0 : 1;
    }

    private ObjectNode json(IngestBench.Result result) {
        ObjectNode node = HostClient.JSON.createObjectNode();
        node.put("events", events).put("rounds", rounds).put("workers", workers);
        node.put("processors", Runtime.getRuntime().availableProcessors());
        put(node, "events_per_second", result.perSecond());
        put(node, "bare_lucene_events_per_second", result.barePerSecond());
        put(node, "ratio", result.ratio());
        put(node, "cpu_micros_per_event", result.cpuMicros());
        put(node, "bare_lucene_cpu_micros_per_event", result.bareCpuMicros());
        node.put("findings", result.findings()).put("residue", result.residue());
        node.put("raw_bytes", result.rawBytes()).put("stored_bytes", result.storedBytes());
        node.put("heap_bytes", result.heapBytes());
        return node;
    }

    private static void put(ObjectNode node, String name, Figure figure) {
        node.putObject(name)
                .put("min", figure.min())
                .put("median", figure.median())
                .put("max", figure.max());
    }

    private void print(IngestBench.Result result) {
        output.line(String.format(
                Locale.ROOT,
                "%,d events, %d rounds, %d workers, %d processors, residue %d%n",
                events,
                rounds,
                workers,
                Runtime.getRuntime().availableProcessors(),
                result.residue()));
        output.line("                              min      median         max");
        line("vedette, events/s", "%,.0f", result.perSecond());
        line("bare Lucene, events/s", "%,.0f", result.barePerSecond());
        line("ratio", "%.2f", result.ratio());
        line("vedette, µs CPU/event", "%.1f", result.cpuMicros());
        line("bare Lucene, µs CPU/event", "%.1f", result.bareCpuMicros());
        output.line(String.format(
                Locale.ROOT,
                "%nstored %.2f bytes for each raw byte; heap in use at the end %,d MiB",
                (double) result.storedBytes() / result.rawBytes(),
                result.heapBytes() >> 20));
    }

    private void line(String name, String format, Figure figure) {
        output.line(String.format(
                Locale.ROOT,
                "%-26s %12s %11s %11s",
                name,
                String.format(Locale.ROOT, format, figure.min()),
                String.format(Locale.ROOT, format, figure.median()),
                String.format(Locale.ROOT, format, figure.max())));
    }
}
