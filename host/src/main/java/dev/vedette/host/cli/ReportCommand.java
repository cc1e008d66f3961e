package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        mixinStandardHelpOptions = true,
        name = "report",
        description = "Writes a report through a reporter pack.",
        footer = {"", "Example:", "  vedette report offenses --format html --out offenses.html --last 24h"})
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private TimeOptions time = new TimeOptions();

    @Parameters(paramLabel = "NAME", description = "Which report: offenses.")
    private String name = "";

    @Option(names = "--format", paramLabel = "F", description = "html, json, csv ... (default: ${DEFAULT-VALUE}).")
    private String format = "html";

    @Option(names = "--out", paramLabel = "FILE", description = "Where to (default: standard output).")
    private @Nullable Path out;

    @Option(names = "--client", paramLabel = "ID", description = "Only this client.")
    private @Nullable String client;

    @Override
    public Integer call() throws IOException {
        try (HostSession session = HostSession.open(data)) {
            ObjectNode request =
                    HostClient.JSON.createObjectNode().put("name", name).put("format", format);
            List<@Nullable Object> parameters = time.parameters();
            for (int i = 0; i < parameters.size(); i += 2) {
                Object value = parameters.get(i + 1);
                if (value != null) {
                    request.put(String.valueOf(parameters.get(i)), value.toString());
                }
            }
            if (client != null) {
                request.put("client", client);
            }
            HttpResponse<byte[]> answer = session.client().download("/api/v1/reports", request);
            if (out == null) {
                System.out.write(answer.body());
                System.out.flush();
            } else {
                Files.write(out, answer.body());
                System.err.println("written: " + out);
            }
        }
        return 0;
    }
}
