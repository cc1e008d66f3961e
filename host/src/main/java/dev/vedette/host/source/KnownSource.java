package dev.vedette.host.source;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What configuration says of sources in advance. The first that fits a source counts.
 *
 * @param source as the ledger shows it, for example {@code syslog-udp@10.0.0.5}; {@code *} stands for any text
 * @param client whose source it is; null is anybody's
 * @param name what people call it
 * @param parser id of the parser that all its records go to, or null to recognise them
 * @param zone of its time stamps that name none, or null for that of receiver and client
 * @param coalesce whether events alike within ten seconds become one with a count; all raw records are kept
 * @param silentAfter quiet for so long it is silent, whatever its habits; zero is never; null is learned
 */
public record KnownSource(
        String source,
        @Nullable String client,
        @Nullable String name,
        @Nullable String parser,
        @Nullable ZoneId zone,
        @Nullable Duration silentAfter,
        boolean coalesce) {
    public KnownSource(
            String source,
            @Nullable String client,
            @Nullable String name,
            @Nullable String parser,
            @Nullable ZoneId zone,
            @Nullable Duration silentAfter) {
        this(source, client, name, parser, zone, silentAfter, false);
    }

    public KnownSource {
        if (source.isBlank()) {
            throw new IllegalArgumentException("sources.known: 'source' is empty; write it as the ledger shows it");
        }
        if (silentAfter != null && silentAfter.isNegative()) {
            throw new IllegalArgumentException("sources.known: silent-after is a time such as 15m, or 0s for never");
        }
    }

    boolean fits(SourceId id) {
        return (client == null || client.equals(id.client())) && like(source, id.source());
    }

    /** Whether a text fits a pattern in which {@code *} stands for any text. */
    private static boolean like(String glob, String text) {
        String[] literals = glob.split("\\*", -1);
        if (literals.length == 1) {
            return glob.equals(text);
        }
        String first = literals[0];
        String last = literals[literals.length - 1];
        if (text.length() < first.length() + last.length() || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        int at = first.length();
        int end = text.length() - last.length();
        for (int i = 1; i < literals.length - 1; i++) {
            int found = text.indexOf(literals[i], at);
            if (found < 0 || found + literals[i].length() > end) {
                return false;
            }
            at = found + literals[i].length();
        }
        return true;
    }
}
