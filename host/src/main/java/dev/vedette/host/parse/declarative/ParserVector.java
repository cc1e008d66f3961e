package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.LogSource;
import dev.vedette.host.yaml.YamlNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One sample with what must come out.
 *
 * @param place where it stands
 * @param parser who must take it
 * @param raws the records, usually one
 * @param receiver id of the receiver it came through, or null for any
 * @param expected by field; a text between slashes is a pattern
 * @param events how many
 */
record ParserVector(
        YamlNode.Place place,
        String parser,
        String name,
        List<String> raws,
        Instant at,
        ZoneId zone,
        @Nullable String path,
        @Nullable IpAddress sender,
        @Nullable String receiver,
        Map<Field, List<String>> expected,
        boolean strict,
        List<Field> absent,
        List<LogSource> logSources,
        Kind kind,
        int events,
        List<String> rulesMatch,
        List<String> rulesNot) {
    /** What must become of the record. */
    enum Kind {
        EVENT,
        PIPELINE_ERROR,
        UNPARSED,
        DROPPED
    }
}
