package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        mixinStandardHelpOptions = true,
        name = "audit",
        description = "Shows who did what, and checks that nobody changed that log.",
        footer = {"", "Examples:", "  vedette audit list --action login-failed --last 7d", "  vedette audit verify"})
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Output output = new Output();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: audit list or verify");
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "list",
            description = "Lists entries, latest first.",
            footer = {"", "Example:", "  vedette audit list --who alice --last 24h"})
    int list(
            @Mixin DataOptions data,
            @Nullable @Option(names = "--who", paramLabel = "ID", description = "Only of this user or token.")
                    String who,
            @Nullable @Option(names = "--action", paramLabel = "A", description = "Only these, such as login-failed.")
                    String action,
            @Nullable @Option(names = "--text", paramLabel = "T", description = "Only with this in the detail.")
                    String text,
            @Option(names = "--last", paramLabel = "D", defaultValue = "all", description = "Of the last 24h, 7d, ...")
                    String last,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most so many (100).")
                    int limit,
            @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        try (HostSession session = HostSession.open(data)) {
            List<List<String>> rows = new ArrayList<>();
            JsonNode page = session.client()
                    .get("/api/v1/audit"
                            + HostClient.query(
                                    "who", who, "action", action, "text", text, "last", last, "limit", limit));
            for (JsonNode entry : page.path("entries")) {
                if (json) {
                    output.json(entry);
                } else {
                    List<String> detail = new ArrayList<>();
                    entry.path("detail")
                            .properties()
                            .forEach(one -> detail.add(
                                    one.getKey() + "=" + one.getValue().asText()));
                    rows.add(List.of(
                            entry.path("number").asText(),
                            entry.path("time").asText(),
                            entry.path("who").asText(),
                            entry.path("action").asText(),
                            entry.path("client").asText(""),
                            String.join(" ", detail)));
                }
            }
            if (!json) {
                output.table(List.of("number", "time", "who", "action", "client", "detail"), rows);
            }
            output.flush();
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "verify",
            description = "Goes through the chain of hashes; exit code 1 when something was changed.",
            footer = {
                "",
                "Examples:",
                "  vedette audit verify",
                "  vedette audit verify --head 4711:6d0c5e1f",
                "A head that an earlier check printed, kept elsewhere, proves that the log was not written anew."
            })
    int verify(
            @Mixin DataOptions data,
            @Nullable @Option(names = "--head", paramLabel = "H", description = "What an earlier check printed.")
                    String head) {
        try (HostSession session = HostSession.open(data)) {
            JsonNode found = session.client().get("/api/v1/audit/verify" + HostClient.query("head", head));
            boolean intact = found.path("intact").asBoolean();
            output.note(
                    intact
                            ? found.path("entries").asText()
                                    + " entries, nothing was changed. The head, to be kept elsewhere:"
                            : "NOT intact: " + found.path("problem").asText());
            if (intact) {
                output.line(found.path("head").asText());
            }
            output.flush();
            return intact ? 0 : 1;
        }
    }
}
