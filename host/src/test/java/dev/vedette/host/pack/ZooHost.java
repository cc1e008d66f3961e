package dev.vedette.host.pack;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.parse.LogParser;
import dev.vedette.api.parse.ParseContext;
import dev.vedette.api.parse.ParseResult;
import dev.vedette.api.parse.SyslogMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A pack host with an activation that is a table of parsers, and nothing else of the product around it. */
final class ZooHost implements AutoCloseable, PackActivation {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final PackSettings SETTINGS = PackSettings.defaults()
            .withUnsignedCode(UnsignedCode.ALLOW)
            .withLoadLimit(Duration.ofSeconds(5))
            .withDrainLimit(Duration.ofMillis(500));

    private record Entry(LogParser parser, PackGuard.Plugin plugin) {}

    final PackGuard guard = new PackGuard();
    final PackHost host;
    final List<Long> prepared = new ArrayList<>();

    @Nullable
    PackId refuse;

    boolean broken;
    private volatile Map<String, Entry> parsers = Map.of();

    ZooHost(Path folder) {
        this(folder, SETTINGS);
    }

    ZooHost(Path folder, PackSettings settings) {
        host = new PackHost(folder, settings, Clock.fixed(NOW, ZoneOffset.UTC), this, guard);
    }

    @Override
    public Prepared prepare(PackGeneration candidate) throws PackRefusedException {
        prepared.add(candidate.number());
        Map<String, Entry> next = new TreeMap<>();
        for (LoadedPack pack : candidate.packs()) {
            if (pack.id().equals(refuse)) {
                if (broken) {
                    throw new IllegalStateException("a defect");
                }
                throw new PackRefusedException(pack.id(), PackCode.VECTORS_FAILED, "1 of 3 vectors failed");
            }
            for (LogParser parser : pack.extensions(LogParser.class)) {
                PackGuard.Plugin plugin = guard.plugin(
                        pack.id(), parser.id(), pack.manifest().budget().parser());
                if (next.put(parser.id(), new Entry(parser, plugin)) != null) {
                    throw new PackRefusedException(
                            pack.id(),
                            PackCode.EXTENSION_DUPLICATE,
                            "the parser '" + parser.id() + "' is there already");
                }
            }
        }
        return () -> parsers = next;
    }

    /** Parses a record by one parser, as a stage does: guarded, and again with the new registry when it was replaced. */
    List<Event> parse(String parser) throws PluginFault {
        while (true) {
            Entry entry = parsers.get(parser);
            if (entry == null) {
                throw new IllegalArgumentException("no parser " + parser);
            }
            RawRecord record = new RawRecord(
                    "line".getBytes(StandardCharsets.UTF_8),
                    NOW,
                    Origin.of("default", "test").build());
            EventDraft draft = new EventDraft(record);
            try {
                ParseResult result =
                        guard.call(entry.plugin(), () -> entry.parser().parse(record, draft, CONTEXT));
                return result == ParseResult.parsed() ? draft.freeze() : List.of();
            } catch (PluginFault fault) {
                if (fault.kind() != PluginFault.Kind.RETIRED) {
                    throw fault;
                }
            }
        }
    }

    /** The message that a good parser set. */
    String message(String parser) throws PluginFault {
        return String.valueOf(parse(parser).get(0).text(Field.of("message")));
    }

    boolean has(String parser) {
        return parsers.containsKey(parser);
    }

    /** Only for a weak reference: who keeps this keeps the pack. */
    ClassLoader loader(String parser) {
        Entry entry = parsers.get(parser);
        return entry == null
                ? ClassLoader.getPlatformClassLoader()
                : entry.parser().getClass().getClassLoader();
    }

    PackStatus status(String id) {
        return host.status().stream()
                .filter(status -> status.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        parsers = Map.of();
        host.close();
        guard.close();
    }

    private static final ParseContext CONTEXT = new ParseContext() {
        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public @Nullable SyslogMessage syslog() {
            return null;
        }
    };
}
