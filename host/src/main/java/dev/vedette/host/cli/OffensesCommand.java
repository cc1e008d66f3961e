package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        mixinStandardHelpOptions = true,
        name = "offenses",
        description = "Lists, shows and closes offenses.",
        footer = {
            "",
            "Examples:",
            "  vedette offenses list",
            "  vedette offenses show 0f8e2c1a-...",
            "  vedette offenses close 0f8e2c1a-... --reason test-alert"
        })
final class OffensesCommand implements Runnable {
    @Mixin
    private DataOptions data = new DataOptions();

    private final Output output = new Output();

    @Override
    public void run() {
        list(data, null, 100, false);
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "list",
            description = "Lists offenses, the gravest first.",
            footer = {"", "Example:", "  vedette offenses list --status open --limit 10"})
    int list(
            @Mixin DataOptions where,
            @Option(names = "--status", paramLabel = "S", description = "open or closed (default: both).") @Nullable
                    String status,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "How many (default: ${DEFAULT-VALUE}).")
                    int limit,
            @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        try (HostSession session = HostSession.open(where)) {
            JsonNode answer =
                    session.client().get("/api/v1/offenses" + HostClient.query("status", status, "limit", limit));
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode offense : answer.path("offenses")) {
                if (json) {
                    output.json(offense);
                } else {
                    rows.add(List.of(
                            Long.toString(Math.round(
                                    offense.path("rating").path("score").asDouble())),
                            offense.path("rating").path("level").asText(),
                            offense.path("status").asText(),
                            offense.path("id").asText(),
                            offense.path("index_field").asText() + "="
                                    + offense.path("index_value").asText(),
                            offense.path("event_count").asText(),
                            offense.path("description").asText()));
                }
            }
            if (!json) {
                output.table(List.of("score", "level", "status", "id", "index", "events", "description"), rows);
                output.note(rows.size() + " of " + answer.path("total").asText() + " offenses");
            }
        }
        output.flush();
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "show",
            description = "Shows one offense with every term of its rating and the evidence.",
            footer = {"", "Example:", "  vedette offenses show 0f8e2c1a-..."})
    int show(
            @Mixin DataOptions where,
            @Parameters(paramLabel = "ID", description = "As 'offenses list' shows it.") String id,
            @Option(names = "--json", description = "As one JSON object.") boolean json) {
        try (HostSession session = HostSession.open(where)) {
            JsonNode offense = session.client().get("/api/v1/offenses/" + id);
            if (json) {
                output.json(offense);
            } else {
                print(offense);
            }
        }
        output.flush();
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "close",
            description = "Closes an offense.",
            footer = {"", "Example:", "  vedette offenses close 0f8e2c1a-... --reason test-alert"})
    int close(
            @Mixin DataOptions where,
            @Parameters(paramLabel = "ID", description = "As 'offenses list' shows it.") String id,
            @Option(names = "--reason", required = true, paramLabel = "R", description = "Why; a wrong one lists all.")
                    String reason) {
        try (HostSession session = HostSession.open(where)) {
            session.client()
                    .post(
                            "/api/v1/offenses/" + id + "/close",
                            HostClient.JSON.createObjectNode().put("reason", reason));
            output.note("closed");
        }
        return 0;
    }

    private void print(JsonNode offense) {
        JsonNode rating = offense.path("rating");
        output.line(Output.printable(offense.path("description").asText()));
        output.line(Output.printable(offense.path("index_field").asText() + "="
                        + offense.path("index_value").asText() + " of client "
                        + offense.path("client").asText())
                + ", "
                + offense.path("status").asText() + ", "
                + offense.path("event_count").asText() + " events from "
                + offense.path("first_seen").asText() + " to "
                + offense.path("last_seen").asText());
        output.line("Score " + Math.round(rating.path("score").asDouble()) + " of 100, "
                + rating.path("level").asText() + "; "
                + rating.path("credibility").asText()
                + "; formula " + rating.path("formula").asText());
        output.line("");
        List<List<String>> terms = new ArrayList<>();
        for (JsonNode term : rating.path("terms")) {
            List<String> evidence = new ArrayList<>();
            term.path("events").forEach(id -> evidence.add(id.asText()));
            terms.add(List.of(
                    term.path("name").asText(),
                    term.path("value").asText(),
                    term.path("weight").asText(),
                    term.path("explanation").asText(),
                    String.join(" ", evidence)));
        }
        output.table(List.of("term", "value", "weight", "because", "events"), terms);
        output.line("");
        List<List<String>> rules = new ArrayList<>();
        for (JsonNode rule : offense.path("rules")) {
            rules.add(List.of(
                    rule.path("level").asText(),
                    rule.path("count").asText(),
                    rule.path("title").asText(),
                    rule.path("pack").asText(),
                    rule.path("id").asText()));
        }
        output.table(List.of("level", "events", "title", "pack", "id"), rules);
    }
}
