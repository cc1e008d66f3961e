package dev.vedette.host.cli;

import dev.vedette.host.HostFolders;
import dev.vedette.host.HostSettings;
import dev.vedette.host.config.ConfigException;
import dev.vedette.host.config.ConfigLoader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which host is meant. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:VEDETTE_DATA:-vedette-data}",
            description = "Data folder (default: $VEDETTE_DATA, or vedette-data here).")
    Path data = Path.of("vedette-data");

    @Option(names = "--config", paramLabel = "F", description = "Configuration file (default: none).")
    @Nullable
    Path config;

    @Option(
            names = "--packs",
            paramLabel = "DIR",
            description = "Packs folder (default: DIR/packs below the data folder, filled with the bundled packs).")
    @Nullable
    Path packs;

    HostSettings settings() {
        try {
            return ConfigLoader.load(HostSettings.DEFAULTS, config, System.getenv());
        } catch (ConfigException e) {
            throw new CliException(String.valueOf(e.getMessage()));
        }
    }

    HostFolders folders() {
        return HostFolders.of(data, packs);
    }
}
