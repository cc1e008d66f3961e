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
        name = "dead-letters",
        description =
                "Lists records that could not be indexed, says why, and takes them through the present parsers again.",
        footer = {
            "",
            "Examples:",
            "  vedette dead-letters",
            "  vedette dead-letters show 18874368",
            "  vedette dead-letters replay --extension acme.firewall"
        })
final class DeadLettersCommand implements Runnable {
    private static final String PATH = "/api/v1/dead-letters";

    @Mixin
    private DataOptions data = new DataOptions();

    private final Output output = new Output();

    /** Which ones. */
    static final class Which {
        @Option(names = "--source", paramLabel = "S", description = "Those of this source.")
        @Nullable
        String source;

        @Option(names = "--reason", paramLabel = "R", description = "Those with this reason.")
        @Nullable
        String reason;

        @Option(names = "--extension", paramLabel = "ID", description = "Those that this parser had in hand.")
        @Nullable
        String extension;
    }

    @Override
    public void run() {
        list(data, new Which(), 100, false);
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "list",
            description = "Lists them, the latest first.",
            footer = {"", "Example:", "  vedette dead-letters list --reason host-fault"})
    int list(
            @Mixin DataOptions where,
            @Mixin Which which,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "How many (default: ${DEFAULT-VALUE}).")
                    int limit,
            @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        try (HostSession session = HostSession.open(where)) {
            JsonNode answer = session.client()
                    .get(PATH
                            + HostClient.query(
                                    "source",
                                    which.source,
                                    "reason",
                                    which.reason,
                                    "extension",
                                    which.extension,
                                    "limit",
                                    limit));
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode letter : answer.path("dead_letters")) {
                if (json) {
                    output.json(letter);
                }
                rows.add(List.of(
                        letter.path("position").asText(),
                        letter.path("abandoned").asText(),
                        letter.path("client").asText(),
                        letter.path("source").asText(),
                        letter.path("reason").asText(),
                        letter.path("extension").asText()));
            }
            if (!json) {
                output.table(List.of("POSITION", "ABANDONED", "CLIENT", "SOURCE", "REASON", "EXTENSION"), rows);
                output.note(rows.size() + " of " + answer.path("total").asLong());
            }
        }
        output.flush();
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "show",
            description = "Shows one: why it was abandoned, by whom, and the record.",
            footer = {"", "Example:", "  vedette dead-letters show 18874368"})
    int show(
            @Mixin DataOptions where,
            @Parameters(paramLabel = "POSITION", description = "As the list shows it.") long position,
            @Option(names = "--json", description = "As one JSON object.") boolean json) {
        try (HostSession session = HostSession.open(where)) {
            JsonNode letter = session.client().get(PATH + "/" + position);
            if (json) {
                output.json(letter);
            } else {
                for (String name : List.of(
                        "reason",
                        "extension",
                        "explanation",
                        "received",
                        "abandoned",
                        "client",
                        "source",
                        "receiver",
                        "text")) {
                    if (letter.has(name)) {
                        output.line(name + ":\t"
                                + Output.printable(letter.path(name).asText()));
                    }
                }
            }
        }
        output.flush();
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "replay",
            description = "Takes them through the present parsers and rules. Exit code 1 if any was abandoned again.",
            footer = {"", "Example:", "  vedette dead-letters replay --all"})
    int replay(
            @Mixin DataOptions where,
            @Mixin Which which,
            @Parameters(arity = "0..1", paramLabel = "POSITION", description = "Only this one.") @Nullable
                    Long position,
            @Option(names = "--all", description = "All of them.") boolean all,
            @Option(names = "--json", description = "As one JSON object.") boolean json) {
        ObjectNode body = HostClient.JSON.createObjectNode();
        if (position != null) {
            body.put("position", position);
        }
        put(body, "source", which.source);
        put(body, "reason", which.reason);
        put(body, "extension", which.extension);
        if (all == !body.isEmpty()) {
            throw new CliException("say which: a position, --source, --reason, --extension, or --all alone");
        }
        if (all) {
            body.put("all", true);
        }
        JsonNode answer;
        try (HostSession session = HostSession.open(where)) {
            answer = session.client().post(PATH + "/replay", body);
        }
        if (json) {
            output.json(answer);
        } else {
            output.line(answer.path("found").asLong() + " found, "
                    + answer.path("replayed").asLong() + " replayed, "
                    + answer.path("failed").asLong() + " abandoned again");
        }
        output.flush();
        return answer.path("failed").asLong() == 0 ? 0 : 1;
    }

    private static void put(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
