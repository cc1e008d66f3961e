package dev.vedette.host.cli;

import dev.vedette.host.HostFolders;
import dev.vedette.host.Workbench;
import dev.vedette.host.pack.PackProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where commands without a host take their packs from. */
final class PacksOption {
    @Option(names = "--packs", paramLabel = "DIR", description = "Packs folder (default: the bundled packs).")
    @Nullable
    Path packs;

    /** Opens the packs; those that cannot be used are named on standard error. */
    Workbench open() {
        Path folder = packs != null ? packs : HostFolders.distribution();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CliException("there is no packs folder " + folder + "; name one with --packs");
        }
        Workbench bench = Workbench.open(folder, Clock.systemUTC());
        for (PackProblem problem : bench.problems()) {
            System.err.println("pack not used: " + problem);
        }
        return bench;
    }
}
