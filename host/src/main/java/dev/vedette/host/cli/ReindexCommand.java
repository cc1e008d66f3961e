package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        mixinStandardHelpOptions = true,
        name = "reindex",
        description = {
            "Reads stored events again with the present parsers and rules, and says what would be different;"
                    + " with --apply, makes it so.",
            "Event ids stay. An event that was understood and would not be any more stays as it is."
        },
        footer = {
            "",
            "Examples:",
            "  vedette reindex --last 24h --query 'tags:unparsed'",
            "  vedette reindex --last 7d --parser acme.firewall --apply"
        })
final class ReindexCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/reparse";
    private static final Set<String> GOING_ON = Set.of("waiting", "running");

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private TimeOptions time = new TimeOptions();

    @Option(names = "--query", paramLabel = "Q", description = "Only events that match (default: all).")
    private @Nullable String query;

    @Option(names = "--parser", paramLabel = "ID", description = "Only events that this parser has read.")
    private @Nullable String parser;

    @Option(names = "--source", paramLabel = "S", description = "Only events of this log source.")
    private @Nullable String source;

    @Option(names = "--apply", description = "Keep what comes of it; without it only the difference is shown.")
    private boolean apply;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    private final Output output = new Output();

    @Override
    public Integer call() {
        ObjectNode body = HostClient.JSON.createObjectNode().put("apply", apply);
        List<@Nullable Object> parameters = time.parameters();
        for (int i = 0; i < parameters.size(); i += 2) {
            put(body, String.valueOf(parameters.get(i)), parameters.get(i + 1));
        }
        put(body, "query", query);
        put(body, "parser", parser);
        put(body, "source", source);
        JsonNode job;
        try (HostSession session = HostSession.open(data)) {
            job = session.client().post(PATH, body);
            while (GOING_ON.contains(job.path("state").asText())) {
                Pause.millis(200);
                job = session.client().get(PATH + "/" + job.path("id").asText());
            }
        }
        if (json) {
            output.json(job);
        } else {
            print(job);
        }
        output.flush();
        return job.path("state").asText().equals("done") ? 0 : 1;
    }

    private static void put(ObjectNode body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value.toString());
        }
    }

    private void print(JsonNode job) {
        if (job.has("problem")) {
            output.line("Failed: " + job.path("problem").asText());
        }
        output.line(String.format(
                Locale.ROOT,
                "%,d events read again: %,d %s, %,d more and %,d fewer, %,d stay as they are because they would no longer"
                        + " be understood",
                job.path("events").asLong(),
                job.path("changed").asLong(),
                apply ? "changed" : "would change",
                job.path("added").asLong(),
                job.path("removed").asLong(),
                job.path("kept").asLong()));
        counts(job, "parsers", "from parser to parser: ");
        counts(job, "fields_gained", "gain ");
        counts(job, "fields_lost", "lose ");
        counts(job, "fields_changed", "have another ");
        counts(job, "rules_gained", "would now have fired: ");
        counts(job, "rules_lost", "would no longer have fired: ");
        if (!apply && job.path("changed").asLong() + job.path("added").asLong() > 0) {
            output.note("Nothing was changed; --apply does it.");
        }
    }

    private void counts(JsonNode job, String name, String what) {
        job.path(name)
                .properties()
                .forEach(one -> output.line(
                        String.format(Locale.ROOT, "%,10d  %s%s", one.getValue().asLong(), what, one.getKey())));
    }
}
