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
        name = "sources",
        description = "Lists who sends telemetry, in which formats, how much, and who has gone silent.",
        footer = {
            "",
            "Examples:",
            "  vedette sources",
            "  vedette sources list --state silent",
            "  vedette sources set 3f2a90c41b7de605 --name 'Perimeter firewall' --silent-after 15m"
        })
final class SourcesCommand implements Runnable {
    private static final String PATH = "/api/v1/sources";

    @Mixin
    private DataOptions data = new DataOptions();

    private final Output output = new Output();

    @Override
    public void run() {
        list(data, null, null, 100, false);
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "list",
            description = "Lists sources, the one heard last first.",
            footer = {"", "Example:", "  vedette sources list --state unrecognised"})
    int list(
            @Mixin DataOptions where,
            @Option(names = "--state", paramLabel = "S", description = "heard, silent or unrecognised (default: all).")
                    @Nullable
                    String state,
            @Option(names = "--text", paramLabel = "T", description = "Part of name, source or parser.") @Nullable
                    String text,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "How many (default: ${DEFAULT-VALUE}).")
                    int limit,
            @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        try (HostSession session = HostSession.open(where)) {
            JsonNode answer =
                    session.client().get(PATH + HostClient.query("state", state, "text", text, "limit", limit));
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode source : answer.path("sources")) {
                if (json) {
                    output.json(source);
                } else {
                    rows.add(List.of(
                            source.path("id").asText(),
                            source.path("client").asText(),
                            source.path("name").asText(),
                            source.path("state").asText(),
                            source.path("per_second").asText(),
                            source.path("last_seen").asText(),
                            source.path("silent_after_seconds").isMissingNode()
                                    ? "-"
                                    : source.path("silent_after_seconds").asText() + " s"));
                }
            }
            if (!json) {
                output.table(List.of("id", "client", "name", "state", "records/s", "last seen", "silent after"), rows);
                output.note(rows.size() + " of " + answer.path("total").asText() + " sources");
            }
        }
        output.flush();
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "show",
            description = "Shows one source as JSON.",
            footer = {"", "Example:", "  vedette sources show 3f2a90c41b7de605"})
    int show(
            @Mixin DataOptions where,
            @Parameters(paramLabel = "ID", description = "As 'sources list' shows it.") String id) {
        try (HostSession session = HostSession.open(where)) {
            output.json(session.client().get(PATH + "/" + HostClient.segment(id)));
        }
        output.flush();
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "set",
            description = "Names a source, or says when it counts as silent.",
            footer = {"", "Example:", "  vedette sources set 3f2a90c41b7de605 --silent-after never"})
    int set(
            @Mixin DataOptions where,
            @Parameters(paramLabel = "ID", description = "As 'sources list' shows it.") String id,
            @Option(names = "--name", paramLabel = "N", description = "What to call it; '' for the made name.")
                    @Nullable
                    String name,
            @Option(names = "--silent-after", paramLabel = "D", description = "15m, never, or learned.") @Nullable
                    String silentAfter) {
        ObjectNode body = HostClient.JSON.createObjectNode();
        if (name != null) {
            body.put("name", name);
        }
        if (silentAfter != null) {
            body.put("silent_after", silentAfter);
        }
        if (body.isEmpty()) {
            throw new CliException("nothing to set; give --name or --silent-after");
        }
        try (HostSession session = HostSession.open(where)) {
            output.json(session.client().post(PATH + "/" + HostClient.segment(id), body));
        }
        output.flush();
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "forget",
            description = "Forgets a source, its habits and formats; its events stay.",
            footer = {"", "Example:", "  vedette sources forget 3f2a90c41b7de605"})
    int forget(
            @Mixin DataOptions where,
            @Parameters(paramLabel = "ID", description = "As 'sources list' shows it.") String id) {
        try (HostSession session = HostSession.open(where)) {
            session.client().delete(PATH + "/" + HostClient.segment(id));
            output.note("forgotten");
        }
        return 0;
    }
}
