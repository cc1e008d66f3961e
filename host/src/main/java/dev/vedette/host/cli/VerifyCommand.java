package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        mixinStandardHelpOptions = true,
        name = "verify",
        description = {
            "Checks that every stored record is as it was stored, by the hash chain of each slice.",
            "Exit code 1 when one is missing, changed or was slipped in."
        },
        footer = {
            "",
            "Examples:",
            "  vedette verify",
            "  vedette verify --client acme --from 2026-11-01T00:00:00Z --to 2026-11-08T00:00:00Z",
            "",
            "Keep the heads that --json prints somewhere else: they tell later whether a chain was written anew."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/store/verify";

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--client", paramLabel = "ID", description = "Only this client's (default: all).")
    private @Nullable String client;

    @Option(names = "--from", paramLabel = "T", description = "Only slices that hold events from this time, ISO 8601.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "T", description = "Only slices that hold events before this time.")
    private @Nullable String to;

    @Option(names = "--json", description = "One JSON object a slice.")
    private boolean json;

    private final Output output = new Output();

    @Override
    public Integer call() {
        JsonNode answer;
        try (HostSession session = HostSession.open(data)) {
            ObjectNode body = HostClient.JSON.createObjectNode();
            put(body, "client", client);
            put(body, "from", from);
            put(body, "to", to);
            answer = session.client().post(PATH, body);
            while (answer.path("state").asText().equals("running")) {
                Pause.millis(100);
                answer = session.client().get(PATH);
            }
        }
        for (JsonNode slice : answer.path("slices")) {
            if (json) {
                output.json(slice);
            } else {
                print(slice);
            }
        }
        if (answer.path("state").asText().equals("failed")) {
            output.note("The check could not be brought to its end; the log of the host says why.");
        }
        boolean intact = answer.path("intact").asBoolean();
        output.note(answer.path("records").asText() + " records in "
                + answer.path("slices").size() + " slices: "
                + (intact ? "all as they were stored" : "not all are as they were stored"));
        output.flush();
        return intact ? 0 : 1;
    }

    private static void put(ObjectNode body, String key, @Nullable String value) {
        if (value != null) {
            body.put(key, value);
        }
    }

    private void print(JsonNode slice) {
        long unchained = slice.path("unchained").asLong();
        output.line(slice.path("client").asText() + "/" + slice.path("slice").asText() + "  "
                + (slice.path("intact").asBoolean() ? "intact" : "NOT INTACT") + "  "
                + slice.path("records").asText() + " records"
                + (unchained > 0 ? ", " + unchained + " of an earlier version that cannot be checked" : ""));
        for (JsonNode problem : slice.path("problems")) {
            output.line("  " + problem.path("kind").asText() + " "
                    + problem.path("id").asText() + " " + problem.path("time").asText() + "  "
                    + problem.path("detail").asText());
        }
        long more =
                slice.path("problems_in_all").asLong() - slice.path("problems").size();
        if (more > 0) {
            output.line("  and " + more + " more");
        }
    }
}
