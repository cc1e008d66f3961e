package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        mixinStandardHelpOptions = true,
        name = "search",
        description = "Searches events and flows, newest first. With pipes or AQL the answer is a table.",
        footer = {
            "",
            "Examples:",
            "  vedette search --last 1h 'source.ip:203.0.113.0/24 AND event.outcome:failure'",
            "  vedette search --last 24h 'event.outcome:failure | stats count() by user.name | sort -count | head 10'",
            "  vedette search --aql 'SELECT source.ip, COUNT(*) FROM events GROUP BY source.ip LAST 24 HOURS'",
            "  vedette search --count 'tags:unparsed'",
            "  vedette search --by source.ip --limit 5 'event.action:ssh_login'",
            "  vedette search --export csv --out failures.csv --last 7d 'event.outcome:failure'"
        })
final class SearchCommand implements Callable<Integer> {
    private static final int USUAL = 100;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private TimeOptions time = new TimeOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many events, rows or values (default: 100; of an export: all).")
    private @Nullable Long limit;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Option(names = "--count", description = "Prints only how many there are.")
    private boolean count;

    @Option(names = "--by", paramLabel = "FIELD", description = "Counts by the values of a field.")
    private @Nullable String by;

    @Option(names = "--histogram", paramLabel = "D", description = "Counts by stretches of time of this length.")
    private @Nullable String histogram;

    @Option(names = "--export", paramLabel = "F", description = "Everything that is found, as ndjson or csv.")
    private @Nullable String export;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where an export goes (default: standard output). The file is there when it is whole.")
    private @Nullable Path out;

    @Option(names = "--aql", description = "The query is AQL.")
    private boolean aql;

    @Parameters(paramLabel = "QUERY", arity = "0..*", description = "The query; without one, everything.")
    private List<String> query = List.of();

    private final Output output = new Output();

    @Override
    public Integer call() throws IOException {
        check();
        try (HostSession session = HostSession.open(data)) {
            HostClient host = session.client();
            if (count) {
                JsonNode answer = host.get("/api/v1/events" + ask("count", "true"));
                if (json) {
                    output.json(answer);
                } else {
                    output.line(answer.path("count").asText());
                }
            } else if (by != null) {
                JsonNode answer = host.get("/api/v1/events/top" + ask("field", by, "limit", shown()));
                counts(answer.path("values"), by, "value");
            } else if (histogram != null) {
                JsonNode answer = host.get("/api/v1/events/histogram" + ask("bucket", histogram));
                counts(answer.path("buckets"), "start", "start");
            } else {
                job(session);
            }
        } catch (RefusedException e) {
            point(e.column());
            throw e;
        }
        output.flush();
        return 0;
    }

    private void check() {
        long ways = Stream.of(count, by != null, histogram != null, export != null)
                .filter(way -> way)
                .count();
        if (ways > 1) {
            throw new CliException("--count, --by, --histogram and --export exclude each other; give one of them");
        }
        if (aql && (count || by != null || histogram != null)) {
            throw new CliException("--count, --by and --histogram are not for AQL; write SELECT COUNT(*) or GROUP BY");
        }
        if (export != null && !List.of("ndjson", "csv").contains(export)) {
            throw new CliException("--export is ndjson or csv, not '" + export + "'");
        }
        if (out != null && export == null) {
            throw new CliException("--out goes with --export; without it, send standard output to a file");
        }
        if (limit != null && limit < 0) {
            throw new CliException("--limit is not negative");
        }
    }

    private long shown() {
        return limit == null ? USUAL : limit;
    }

    private String text() {
        return String.join(" ", query);
    }

    private String ask(@Nullable Object... more) {
        List<@Nullable Object> all = new ArrayList<>(List.of("query", text()));
        all.addAll(time.parameters());
        all.addAll(Arrays.asList(more));
        return HostClient.query(all.toArray());
    }

    private void job(HostSession session) throws IOException {
        ObjectNode request = HostClient.JSON.createObjectNode().put(aql ? "aql" : "query", text());
        List<@Nullable Object> times = time.parameters();
        for (int i = 0; i < times.size(); i += 2) {
            if (times.get(i + 1) != null) {
                request.put(String.valueOf(times.get(i)), String.valueOf(times.get(i + 1)));
            }
        }
        try (SearchJobClient job = SearchJobClient.submit(session, output, request, export == null ? shown() : 0)) {
            if (export != null) {
                export(session.client(), job, export);
            } else if (job.isTable()) {
                table(job);
            } else {
                events(job);
            }
        }
    }

    private void events(SearchJobClient job) {
        long seen = job.events(shown(), event -> {
            if (json) {
                output.json(event);
            } else {
                output.line(event.path("@timestamp").asText() + "  "
                        + Output.printable(event.path("event.original").asText()));
            }
        });
        output.flush();
        JsonNode total = job.status().path("total");
        boolean cut = total.isMissingNode() ? seen == shown() : seen < total.longValue();
        output.note(seen + (total.isMissingNode() ? "" : " of " + total.asText()) + " events"
                + (cut ? "; '--limit N' shows more, '--export ndjson --out FILE' gets all" : ""));
        notes(job);
    }

    private void notes(SearchJobClient job) {
        if (job.status().has("cut")) {
            output.note(job.status().path("cut").asText());
        }
        job.status().path("notes").forEach(note -> output.note(note.asText()));
    }

    private void table(SearchJobClient job) {
        job.await();
        List<String> columns = new ArrayList<>();
        job.status().path("columns").forEach(column -> columns.add(column.asText()));
        List<List<String>> cells = new ArrayList<>();
        long seen = job.rows(shown(), row -> {
            if (json) {
                ObjectNode object = HostClient.JSON.createObjectNode();
                for (int i = 0; i < columns.size(); i++) {
                    object.set(columns.get(i), row.path(i));
                }
                output.json(object);
            } else {
                List<String> line = new ArrayList<>();
                row.forEach(value -> line.add(cell(value)));
                cells.add(line);
            }
        });
        if (!json) {
            output.table(columns, cells);
        }
        output.flush();
        long all = job.status().path("rows").asLong();
        output.note(seen + " of " + all + " rows"
                + (seen < all ? "; '--limit " + all + "' shows all, '--export csv --out FILE' gets them" : ""));
        notes(job);
    }

    private static String cell(JsonNode value) {
        if (value.isNull()) {
            return "-";
        }
        if (value.isArray()) {
            List<String> members = new ArrayList<>();
            value.forEach(member -> members.add(cell(member)));
            return String.join(", ", members);
        }
        return value.isObject() ? value.toString() : value.asText();
    }

    private void export(HostClient host, SearchJobClient job, String format) throws IOException {
        job.await();
        long bytes = host.download(job.export(format, limit), out, output.out);
        output.flush();
        output.note(String.format(Locale.ROOT, "%,d bytes%s", bytes, out == null ? "" : " in " + out));
        notes(job);
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

    /** The query with a caret under the place that is wrong. */
    private void point(int column) {
        if (column > 0) {
            output.flush();
            output.note("  " + text().replaceAll("\\p{Cntrl}", " "));
            output.note("  " + " ".repeat(column - 1) + "^");
        }
    }
}
