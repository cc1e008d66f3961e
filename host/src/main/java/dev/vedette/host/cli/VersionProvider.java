package dev.vedette.host.cli;

import dev.vedette.api.ApiVersion;
import dev.vedette.host.Host;
import picocli.CommandLine;

final class VersionProvider implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "vedette " + Host.version(), "plugin API " + ApiVersion.CURRENT, "Java " + Runtime.version()
        };
    }
}
