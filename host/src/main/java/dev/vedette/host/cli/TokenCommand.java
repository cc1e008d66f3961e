package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        mixinStandardHelpOptions = true,
        name = "token",
        description = "Makes, lists and revokes tokens for programs and senders.",
        footer = {
            "",
            "Examples:",
            "  vedette token create web-1 --role ingest --clients acme --source shop --expires 365d",
            "  vedette token list",
            "  vedette token revoke web-1"
        })
final class TokenCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Output output = new Output();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: token create, list or revoke");
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "create",
            description = "Makes a token and prints it: the only time that it stands anywhere in clear.",
            footer = {"", "Example:", "  vedette token create wall --role viewer --expires 90d"})
    int create(
            @Mixin DataOptions data,
            @Parameters(paramLabel = "ID", description = "Names it in logs: letters, digits, . _ -") String id,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            required = true,
                            description = "ingest, viewer, analyst or administrator.")
                    String role,
            @Nullable
                    @Option(
                            names = "--clients",
                            paramLabel = "IDS",
                            split = ",",
                            description = "Only these clients (default: all); the role ingest has exactly one.")
                    List<String> clients,
            @Nullable
                    @Option(
                            names = "--source",
                            paramLabel = "S",
                            description = "Of ingest: files all it sends under S.")
                    String source,
            @Nullable
                    @Option(
                            names = "--parser",
                            paramLabel = "P",
                            description = "Of ingest: the parser for all it sends.")
                    String parser,
            @Nullable @Option(names = "--expires", paramLabel = "T", description = "90d, or a time (default: never).")
                    String expires) {
        ObjectNode body = HostClient.JSON.createObjectNode().put("id", id).put("role", role);
        if (clients != null) {
            clients.forEach(body.putArray("clients")::add);
        }
        put(body, "source", source);
        put(body, "parser", parser);
        put(body, "expires", expires);
        try (HostSession session = HostSession.openOrCreate(data)) {
            output.line(
                    session.client().post("/api/v1/tokens", body).path("token").asText());
            output.flush();
        }
        return 0;
    }

    private static void put(ObjectNode body, String key, @Nullable String value) {
        if (value != null) {
            body.put(key, value);
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "list",
            description = "Lists the tokens that the host made; those of the configuration stand there.",
            footer = {"", "Example:", "  vedette token list"})
    int list(@Mixin DataOptions data, @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        try (HostSession session = HostSession.open(data)) {
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode token : session.client().get("/api/v1/tokens").path("tokens")) {
                if (json) {
                    output.json(token);
                } else {
                    rows.add(List.of(
                            token.path("id").asText(),
                            token.path("role").asText(),
                            clients(token),
                            token.has("revoked")
                                    ? "revoked"
                                    : token.path("good").asBoolean() ? "good" : "expired",
                            token.path("expires").asText("never"),
                            token.path("last_used").asText("never"),
                            token.path("created_by").asText()));
                }
            }
            if (!json) {
                output.table(List.of("id", "role", "clients", "state", "expires", "last used", "made by"), rows);
            }
            output.flush();
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "revoke",
            description = "Ends a token at once.",
            footer = {"", "Example:", "  vedette token revoke web-1"})
    int revoke(@Mixin DataOptions data, @Parameters(paramLabel = "ID", description = "The token.") String id) {
        try (HostSession session = HostSession.open(data)) {
            session.client().delete("/api/v1/tokens/" + id);
            output.note("'" + id + "' is revoked");
        }
        return 0;
    }

    /** Of a user or token, in one cell. */
    static String clients(JsonNode holder) {
        if (holder.path("all_clients").asBoolean()) {
            return "all";
        }
        List<String> ids = new ArrayList<>();
        holder.path("clients").forEach(id -> ids.add(id.asText()));
        return String.join(",", ids);
    }
}
