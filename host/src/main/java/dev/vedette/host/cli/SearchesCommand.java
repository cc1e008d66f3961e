package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        mixinStandardHelpOptions = true,
        name = "searches",
        description = "Lists the searches of a host, with owner and cost, and cancels them.",
        footer = {"", "Examples:", "  vedette searches list --running", "  vedette searches cancel 3f0c9a52-..."})
final class SearchesCommand implements Runnable {
    @Mixin
    private DataOptions data = new DataOptions();

    private final Output output = new Output();

    @Override
    public void run() {
        list(data, false, false);
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "list",
            description = "Lists searches, the latest first.",
            footer = {"", "Example:", "  vedette searches list --running"})
    int list(
            @Mixin DataOptions where,
            @Option(names = "--running", description = "Only those that are not over.") boolean running,
            @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        try (HostSession session = HostSession.open(where)) {
            JsonNode answer = session.client().get("/api/v1/searches" + HostClient.query("running", running));
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode search : answer.path("searches")) {
                if (json) {
                    output.json(search);
                } else {
                    rows.add(List.of(
                            search.path("id").asText(),
                            search.path("owner").asText(),
                            search.path("state").asText(),
                            search.path("progress").asText() + " %",
                            search.path("elapsed_ms").asText(),
                            search.path("cpu_ms").asText(),
                            search.path("rows").asText(),
                            search.has("aql")
                                    ? search.path("aql").asText()
                                    : search.path("query").asText()));
                }
            }
            if (!json) {
                output.table(List.of("id", "owner", "state", "done", "ms", "cpu ms", "rows", "query"), rows);
            }
        }
        output.flush();
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "cancel",
            description = "Cancels a search, whoever started it.",
            footer = {"", "Example:", "  vedette searches cancel 3f0c9a52-..."})
    int cancel(
            @Mixin DataOptions where,
            @Parameters(paramLabel = "ID", description = "As 'searches list' shows it.") String id) {
        try (HostSession session = HostSession.open(where)) {
            JsonNode search = session.client().delete("/api/v1/searches/" + HostClient.segment(id));
            output.note(search.path("state").asText());
        }
        return 0;
    }
}
