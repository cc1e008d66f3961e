package dev.vedette.host.cli;

import dev.vedette.host.Workbench;
import dev.vedette.host.parse.ParserEntry;
import dev.vedette.host.yaml.Nearest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How records without a host around them are read. */
final class ReadingOptions {
    @Option(
            names = "--parser",
            paramLabel = "ID",
            description = "Use this parser only (default: recognised by content).")
    @Nullable
    String parser;

    @Option(names = "--at", paramLabel = "INSTANT", description = "What counts as now, ISO 8601 (default: now).")
    @Nullable
    String at;

    @Option(names = "--zone", paramLabel = "Z", description = "Zone of times that name none (default: UTC).")
    ZoneId zone = ZoneOffset.UTC;

    Instant at(Clock clock) {
        try {
            return at == null ? clock.instant() : Instant.parse(at);
        } catch (DateTimeParseException e) {
            throw new CliException("--at '" + at + "' is no instant; write 2026-11-22T12:00:00Z");
        }
    }

    @Nullable
    String parser(Workbench bench) {
        String wanted = parser;
        if (wanted == null || bench.content().pipeline().parsers().byId(wanted) != null) {
            return wanted;
        }
        throw new CliException("there is no parser '" + wanted + "'"
                + Nearest.suggestion(
                        wanted,
                        bench.content().pipeline().parsers().entries().stream()
                                .map(ParserEntry::id)
                                .toList()));
    }
}
