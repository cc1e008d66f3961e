package dev.vedette.host.cli;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which time a question is about; without an option, all of it. */
final class TimeOptions {
    @Option(names = "--last", paramLabel = "D", description = "The last 15m, 24h, 7d ... (default: all time).")
    @Nullable
    String last;

    @Option(names = "--from", paramLabel = "T", description = "Begin, ISO 8601.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "T", description = "End, ISO 8601, exclusive.")
    @Nullable
    String to;

    /** As names and values of the API's query string. */
    List<@Nullable Object> parameters() {
        if (last != null && (from != null || to != null)) {
            throw new CliException("--last stands alone; leave out --from and --to");
        }
        String length = last == null && from == null && to == null ? "all" : last;
        return Arrays.asList("last", length, "from", from, "to", to);
    }
}
