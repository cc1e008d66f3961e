package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.cli.crash.CrashBench;
import dev.vedette.host.cli.crash.CrashResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        mixinStandardHelpOptions = true,
        name = "crash",
        description = {
            "Kills a host (SIGKILL, in a process of its own) at random moments while it takes records in, and while it"
                    + " starts, again and again on the same data.",
            "Afterwards every record that was acknowledged must be in the store once, and the ledger must say exactly"
                    + " what is there. Exit code 1 if not."
        },
        footer = {"", "Example:", "  vedette bench crash --kills 20 --json"})
final class BenchCrashCommand implements Callable<Integer> {
    @Option(names = "--kills", paramLabel = "N", description = "How often (default: ${DEFAULT-VALUE}).")
    private int kills = 100;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "An empty folder, which is kept (default: one below the temporary folder, kept only if"
                    + " something was wrong).")
    private @Nullable Path data;

    @Option(names = "--packs", paramLabel = "DIR", description = "Packs of the host (default: the bundled ones).")
    private @Nullable Path packs;

    @Option(names = "--seed", paramLabel = "N", description = "Of the moments (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    private final Output output = new Output();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (kills < 1) {
            throw new CliException("--kills is at least 1");
        }
        Path folder = data != null ? data : Files.createTempDirectory("vedette-crash-");
        if (Files.isDirectory(folder) && !Folders.isEmpty(folder)) {
            throw new CliException(folder + " is not empty; the crash test needs a folder of its own");
        }
        CrashResult result = new CrashBench(folder, packs, kills, seed, output::note).run();
        print(result, folder);
        output.flush();
        if (data == null && result.isClean()) {
            Folders.delete(folder);
        }
        return result.isClean() ? 0 : 1;
    }

    private void print(CrashResult result, Path folder) {
        if (json) {
            ObjectNode node = HostClient.JSON.createObjectNode();
            node.put("kills", result.kills()).put("sent", result.sent());
            node.put("acknowledged", result.acknowledged()).put("found", result.found());
            node.put("missing", result.missing()).put("twice", result.twice());
            node.put("ledger_indexed", result.indexed()).put("ledger_residue", result.residue());
            result.complaints().forEach(node.putArray("complaints")::add);
            output.json(node);
            return;
        }
        output.line(String.format(
                Locale.ROOT,
                "%,d kills: %,d records sent, %,d acknowledged, %,d found; missing %,d, twice %,d; the ledger says %,d"
                        + " indexed, residue %,d",
                result.kills(),
                result.sent(),
                result.acknowledged(),
                result.found(),
                result.missing(),
                result.twice(),
                result.indexed(),
                result.residue()));
        result.complaints().forEach(complaint -> output.line("wrong: " + complaint));
        if (!result.isClean()) {
            output.line("The data is in " + folder + ", the log in " + folder.resolve("serve.log"));
        }
    }
}
