package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        mixinStandardHelpOptions = true,
        name = "hold",
        description = "Legal holds: events that are kept whatever the retention of their bucket says.",
        footer = {
            "",
            "Examples:",
            "  vedette hold list",
            "  vedette hold set case-17 --client acme --query 'user.name:jdoe' --reason 'letter of 3 May'",
            "  vedette hold release case-17"
        })
final class HoldCommand implements Runnable {
    private static final String PATH = "/api/v1/store/holds";

    @Mixin
    private DataOptions data = new DataOptions();

    private final Output output = new Output();

    @Override
    public void run() {
        list(data, false);
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "list",
            description = "Lists holds, those that were released too.",
            footer = {"", "Example:", "  vedette hold list --json"})
    int list(
            @Mixin DataOptions where, @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        try (HostSession session = HostSession.open(where)) {
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode hold : session.client().get(PATH).path("holds")) {
                if (json) {
                    output.json(hold);
                } else {
                    rows.add(List.of(
                            hold.path("name").asText(),
                            hold.has("released_at") ? "released" : "in force",
                            hold.path("client").asText("all"),
                            hold.path("from").asText("-"),
                            hold.path("to").asText("-"),
                            hold.path("query").asText("-"),
                            hold.path("by").asText(),
                            hold.path("reason").asText()));
                }
            }
            if (!json) {
                output.table(List.of("name", "state", "client", "from", "to", "query", "by", "reason"), rows);
            }
        }
        output.flush();
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "set",
            description = "Sets a hold; it is in force at once.",
            footer = {"", "Example:", "  vedette hold set case-17 --client acme --reason 'letter of 3 May'"})
    int set(
            @Mixin DataOptions where,
            @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits, dashes; used once.")
                    String name,
            @Option(names = "--client", paramLabel = "ID", description = "Only this client's (default: all).") @Nullable
                    String client,
            @Option(names = "--query", paramLabel = "Q", description = "Only slices with such events.") @Nullable
                    String query,
            @Option(names = "--from", paramLabel = "T", description = "Only events from this time, ISO 8601.") @Nullable
                    String from,
            @Option(names = "--to", paramLabel = "T", description = "Only events before this time.") @Nullable
                    String to,
            @Option(names = "--reason", required = true, paramLabel = "R", description = "Why, for whoever asks.")
                    String reason) {
        ObjectNode body = HostClient.JSON.createObjectNode();
        body.put("name", name).put("reason", reason);
        body.put("client", client).put("query", query).put("from", from).put("to", to);
        try (HostSession session = HostSession.open(where)) {
            session.client().post(PATH, body);
            output.note("in force");
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "release",
            description = "Releases a hold; what only it kept goes with the next upkeep.",
            footer = {"", "Example:", "  vedette hold release case-17"})
    int release(
            @Mixin DataOptions where,
            @Parameters(paramLabel = "NAME", description = "As 'hold list' shows it.") String name) {
        try (HostSession session = HostSession.open(where)) {
            session.client().delete(PATH + "/" + name);
            output.note("released");
        }
        return 0;
    }
}
