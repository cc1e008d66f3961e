package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        mixinStandardHelpOptions = true,
        name = "search",
        description = "Searches events and flows, newest first.",
        footer = {
            "",
            "Examples:",
            "  vedette search --last 1h 'source.ip:203.0.113.0/24 AND event.outcome:failure'",
            "  vedette search --count 'tags:unparsed'",
            "  vedette search --by source.ip --limit 5 'event.action:ssh_login'"
        })
final class SearchCommand implements Callable<Integer> {
    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private TimeOptions time = new TimeOptions();

    @Option(names = "--limit", paramLabel = "N", description = "How many events or values (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Option(names = "--count", description = "Prints only how many there are.")
    private boolean count;

    @Option(names = "--by", paramLabel = "FIELD", description = "Counts by the values of a field.")
    private @Nullable String by;

    @Option(names = "--histogram", paramLabel = "D", description = "Counts by stretches of time of this length.")
    private @Nullable String histogram;

    @Option(names = "--aql", description = "The query is AQL (not yet supported).")
    private boolean aql;

    @Parameters(paramLabel = "QUERY", arity = "0..*", description = "The query; without one, everything.")
    private List<String> query = List.of();

    private final Output output = new Output();

    @Override
    public Integer call() {
        if (aql) {
            throw new CliException(
                    "AQL is not supported yet; write the query in Vedette's language (docs/query-language.md)");
        }
        try (HostSession session = HostSession.open(data)) {
            HostClient host = session.client();
            String text = String.join(" ", query);
            if (count) {
                JsonNode answer = host.get("/api/v1/events" + ask(text, "count", "true"));
                if (json) {
                    output.json(answer);
                } else {
                    output.line(answer.path("count").asText());
                }
            } else if (by != null) {
                JsonNode answer = host.get("/api/v1/events/top" + ask(text, "field", by, "limit", limit));
                counts(answer.path("values"), by, "value");
            } else if (histogram != null) {
                JsonNode answer = host.get("/api/v1/events/histogram" + ask(text, "bucket", histogram));
                counts(answer.path("buckets"), "start", "start");
            } else {
                events(host.get("/api/v1/events" + ask(text, "limit", limit)));
            }
        }
        output.flush();
        return 0;
    }

    private String ask(String text, @Nullable Object... more) {
        List<@Nullable Object> all = new ArrayList<>(List.of("query", text));
        all.addAll(time.parameters());
        all.addAll(Arrays.asList(more));
        return HostClient.query(all.toArray());
    }

    private void counts(JsonNode rows, String heading, String key) {
        List<List<String>> table = new ArrayList<>();
        for (JsonNode row : rows) {
            if (json) {
                output.json(row);
            } else {
                table.add(List.of(row.path(key).asText(), row.path("count").asText()));
            }
        }
        if (!json) {
            output.table(List.of(heading, "count"), table);
        }
    }

    private void events(JsonNode answer) {
        JsonNode events = answer.path("events");
        for (JsonNode event : events) {
            if (json) {
                output.json(event);
            } else {
                output.line(event.path("@timestamp").asText() + "  "
                        + Output.printable(event.path("event.original").asText()));
            }
        }
        String total = (answer.path("total_exact").asBoolean(true) ? "" : "at least ")
                + answer.path("total").asText();
        output.note(events.size() + " of " + total + " events");
    }
}
