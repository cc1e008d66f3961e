package dev.vedette.host.parse;

import dev.vedette.api.event.Origin;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Limits of a parse stage.
 *
 * @param zone the zone of a source's time stamps that name none
 * @param parser the id of the parser that an origin is bound to, or null to recognise it by content
 * @param recognisedSources how many sources are remembered with the parser that understood them last
 * @param assemblyGroups how many messages may be in assembly at a time
 * @param assemblyBytes how many bytes they may hold together; beyond either limit the oldest is handed over as it is
 */
public record ParseSettings(
        Function<Origin, ZoneId> zone,
        Function<Origin, @Nullable String> parser,
        int recognisedSources,
        int assemblyGroups,
        long assemblyBytes) {
    public ParseSettings {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(parser, "parser");
        if (recognisedSources < 1 || assemblyGroups < 1 || assemblyBytes < 1) {
            throw new IllegalArgumentException("the limits of the parse stage are at least 1");
        }
    }

    /** UTC, 10,000 sources, 10,000 messages of together at most 64 MiB in assembly. */
    public static ParseSettings defaults() {
        return new ParseSettings(origin -> ZoneOffset.UTC, Origin::parser, 10_000, 10_000, 64L * 1024 * 1024);
    }

    /** The same with zones by source. */
    public ParseSettings withZone(Function<Origin, ZoneId> zones) {
        return new ParseSettings(zones, parser, recognisedSources, assemblyGroups, assemblyBytes);
    }

    /** The same with parsers by source. */
    public ParseSettings withParser(Function<Origin, @Nullable String> parsers) {
        return new ParseSettings(zone, parsers, recognisedSources, assemblyGroups, assemblyBytes);
    }
}
