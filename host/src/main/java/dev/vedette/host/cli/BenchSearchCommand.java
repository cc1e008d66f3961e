package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.cli.bench.SearchBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        mixinStandardHelpOptions = true,
        name = "search",
        description = {
            "What analysts ask, over millions of events, in turns with bare Lucene on the same index; then once more while"
                    + " events come in.",
            "The index is built the first time and kept."
        },
        footer = {"", "Example:", "  vedette bench search --events 10000000 --data /var/tmp/vedette-bench"})
final class BenchSearchCommand implements Callable<Integer> {
    @Option(names = "--events", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private long events = 10_000_000;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the index is kept (default: a temporary folder).")
    private @Nullable Path data;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each is asked (default: ${DEFAULT-VALUE}).")
    private int rounds = 60;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    private final Output output = new Output();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (events < 1 || rounds < 1) {
            throw new CliException("--events and --rounds are at least 1");
        }
        Path folder = data != null
                ? data.toAbsolutePath()
                : Path.of(System.getProperty("java.io.tmpdir"), "vedette-bench-search-" + events);
        List<SearchBench.Row> rows = new SearchBench(folder, events, rounds, output::note).run();
        if (json) {
            output.json(json(rows));
        } else {
            print(rows);
        }
        output.flush();
        return 0;
    }

    private ObjectNode json(List<SearchBench.Row> rows) {
        ObjectNode node =
                HostClient.JSON.createObjectNode().put("events", events).put("rounds", rounds);
        ArrayNode all = node.putArray("questions");
        for (SearchBench.Row row : rows) {
            all.addObject()
                    .put("question", row.question())
                    .put("ingesting", row.ingesting())
                    .put("median_ms", row.median())
                    .put("p95_ms", row.p95())
                    .put("bare_lucene_median_ms", row.bareMedian())
                    .put("bare_lucene_p95_ms", row.bareP95())
                    .put("ratio_of_p95", row.ratio());
        }
        return node;
    }

    private void print(List<SearchBench.Row> rows) {
        output.line(String.format(Locale.ROOT, "%,d events, each question asked %d times, ms", events, rounds));
        output.line("                                            vedette            bare Lucene     ratio");
        output.line("                                         median     p95      median     p95   of p95");
        for (SearchBench.Row row : rows) {
            output.line(String.format(
                    Locale.ROOT,
                    "%-30s %-8s %7.1f %7.1f     %7.1f %7.1f   %6.2f",
                    row.question(),
                    row.ingesting() ? "ingest" : "",
                    row.median(),
                    row.p95(),
                    row.bareMedian(),
                    row.bareP95(),
                    row.ratio()));
        }
    }
}
