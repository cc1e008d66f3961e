package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.backup.BackupFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        mixinStandardHelpOptions = true,
        name = "backup",
        description = "Makes copies of the data folder while the host works, checks them, puts one in place.",
        footer = {
            "",
            "Examples:",
            "  vedette backup create",
            "  vedette backup verify vedette-data/backups/20261122T181500Z",
            "  vedette backup restore vedette-data/backups/20261122T181500Z --data restored"
        })
final class BackupCommand implements Runnable {
    private static final long LOOK_MILLIS = 200;

    @Mixin
    private DataOptions data = new DataOptions();

    private final Output output = new Output();

    @Override
    public void run() {
        list(data, false);
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "create",
            description = "Makes a backup and waits for its end; the host goes on working.",
            footer = {"", "Example:", "  vedette backup create before-upgrade"})
    int create(
            @Mixin DataOptions where,
            @Parameters(arity = "0..1", paramLabel = "NAME", description = "Of its folder (default: the time).")
                    @Nullable
                    String name,
            @Option(names = "--json", description = "The backup as one JSON object.") boolean json) {
        try (HostSession session = HostSession.open(where)) {
            ObjectNode body = HostClient.JSON.createObjectNode();
            if (name != null) {
                body.put("name", name);
            }
            String made =
                    session.client().post("/api/v1/backups", body).path("name").asText();
            JsonNode all = session.client().get("/api/v1/backups");
            JsonNode backup = find(all, made);
            while (backup.path("state").asText().equals("running")) {
                Pause.millis(LOOK_MILLIS);
                all = session.client().get("/api/v1/backups");
                backup = find(all, made);
            }
            if (backup.path("state").asText().equals("failed")) {
                throw new CliException(
                        "the backup failed: " + backup.path("failure").asText() + "; the log of the host says more");
            }
            if (json) {
                output.json(backup);
            } else {
                output.line(all.path("folder").asText() + "/" + made);
            }
            output.note(backup.path("bytes").asLong() + " bytes");
        }
        output.flush();
        return 0;
    }

    private static JsonNode find(JsonNode all, String name) {
        for (JsonNode backup : all.path("backups")) {
            if (backup.path("name").asText().equals(name)) {
                return backup;
            }
        }
        throw new CliException("the backup '" + name + "' is gone; somebody has deleted its folder");
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "list",
            description = "Lists the backups in the host's backup folder.",
            footer = {"", "Example:", "  vedette backup list"})
    int list(
            @Mixin DataOptions where, @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        try (HostSession session = HostSession.open(where)) {
            JsonNode answer = session.client().get("/api/v1/backups");
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode backup : answer.path("backups")) {
                if (json) {
                    output.json(backup);
                } else {
                    rows.add(List.of(
                            backup.path("name").asText(),
                            backup.path("state").asText(),
                            backup.path("created").asText(),
                            backup.path("bytes").asText(),
                            backup.path("failure").asText("")));
                }
            }
            if (!json) {
                output.table(List.of("name", "state", "created", "bytes", ""), rows);
                output.note("in " + answer.path("folder").asText());
            }
        }
        output.flush();
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "verify",
            description = "Reads every file of a backup and compares it with its hash; 1 if anything differs.",
            footer = {"", "Example:", "  vedette backup verify vedette-data/backups/20261122T181500Z"})
    int verify(@Parameters(paramLabel = "FOLDER", description = "Of one backup.") Path folder) {
        try {
            BackupFolder backup = BackupFolder.open(folder);
            List<String> problems;
            try (ProgressBar bar = bar("verify", backup.bytes())) {
                problems = backup.verify(step(bar));
            }
            problems.forEach(output::line);
            output.note(
                    problems.isEmpty()
                            ? "as it was written on " + backup.created() + " by Vedette " + backup.version()
                            : problems.size() + " problems");
            output.flush();
            return problems.isEmpty() ? 0 : 1;
        } catch (IOException e) {
            throw new CliException(String.valueOf(e.getMessage()));
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "restore",
            description = "Makes a data folder of a backup, checking every file. The folder must be new or empty.",
            footer = {"", "Example:", "  vedette backup restore vedette-data/backups/20261122T181500Z --data restored"})
    int restore(
            @Parameters(paramLabel = "FOLDER", description = "Of one backup.") Path folder,
            @Option(names = "--data", required = true, paramLabel = "DIR", description = "The new data folder.")
                    Path target) {
        try {
            BackupFolder backup = BackupFolder.open(folder);
            try (ProgressBar bar = bar("restore", backup.bytes())) {
                backup.restore(target, step(bar));
            }
            output.note("restored; start it with 'vedette serve --data " + target + "'");
            return 0;
        } catch (IOException e) {
            throw new CliException(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable ProgressBar bar(String task, long bytes) {
        return System.console() == null
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(bytes)
                        .setUnit(" MiB", 1 << 20)
                        .build();
    }

    private static LongConsumer step(@Nullable ProgressBar bar) {
        return bytes -> {
            if (bar != null) {
                bar.stepBy(bytes);
            }
        };
    }
}
