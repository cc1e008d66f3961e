package dev.vedette.host.parse;

import dev.vedette.api.parse.Assembly;
import dev.vedette.api.parse.GuardedPattern;
import dev.vedette.api.parse.SyslogMessage;
import dev.vedette.host.journal.JournaledRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * Holds records until what belongs together is complete. Lines of one message are kept apart by source and, where they
 * come with a syslog header, by its host, program and process; records with a key by source and key. Bounded: beyond the
 * limits the group that grew last longest ago is handed over as it is. Not thread-safe.
 */
final class Assembler {
    private final int maxGroups;
    private final long maxBytes;
    private final Map<GroupKey, Group> groups = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<SourceKey, Integer> groupsOf = new HashMap<>();
    private long bytes;
    private int held;
    private long overflows;

    Assembler(ParseSettings settings) {
        maxGroups = settings.assemblyGroups();
        maxBytes = settings.assemblyBytes();
    }

    private record GroupKey(SourceKey source, @Nullable String keyedBy, String key) {}

    /** Records on their way into one. */
    static final class Group {
        final SourceKey source;
        final List<JournaledRecord> parts = new ArrayList<>();
        ParserEntry parser;
        final Assembly assembly;
        long bytes;
        Instant last;

        Group(SourceKey source, ParserEntry parser, Assembly assembly, Instant last) {
            this.source = source;
            this.parser = parser;
            this.assembly = assembly;
            this.last = last;
        }

        private boolean isOver(Instant now) {
            return now.isAfter(last.plus(assembly.timeout()));
        }
    }

    /** How many records wait. */
    int held() {
        return held;
    }

    /** How many groups were handed over early because of the limits. */
    long overflows() {
        return overflows;
    }

    /**
     * Takes a record that continues a message of its stream.
     *
     * @return whether it was taken; {@code ready} then has what is complete because of it
     */
    boolean continues(SourceKey source, JournaledRecord record, RecordContext context, List<Group> ready) {
        if (!groupsOf.containsKey(source)) {
            return false;
        }
        GroupKey key = new GroupKey(source, null, stream(context));
        Group group = groups.get(key);
        if (group == null) {
            return false;
        }
        GuardedPattern start = group.assembly.start();
        if (group.isOver(record.record().receivedAt()) || (start != null && finds(start, record, context) != null)) {
            ready.add(remove(key, group)); // the next message begins
            return false;
        }
        add(key, group, record, ready);
        return true;
    }

    /** Takes a record if the parser's assembly says that others may belong to it. */
    boolean begins(
            SourceKey source,
            JournaledRecord record,
            RecordContext context,
            ParserEntry parser,
            Assembly assembly,
            List<Group> ready) {
        if (assembly.isNone()) {
            return false;
        }
        GuardedPattern start = assembly.start();
        GuardedPattern by = assembly.key();
        GroupKey key;
        if (start != null) {
            if (finds(start, record, context) == null) {
                return false;
            }
            key = new GroupKey(source, null, stream(context));
        } else {
            MatchResult match = by == null ? null : finds(by, record, context);
            String value = match == null || match.groupCount() < 1 ? null : match.group(1);
            if (value == null) {
                return false;
            }
            key = new GroupKey(source, parser.id(), value);
        }
        Group group = groups.get(key);
        if (group != null && group.isOver(record.record().receivedAt())) {
            ready.add(remove(key, group));
            group = null;
        }
        if (group == null) {
            group = new Group(source, parser, assembly, record.record().receivedAt());
            groups.put(key, group);
            groupsOf.merge(source, 1, Integer::sum);
        }
        add(key, group, record, ready);
        GuardedPattern end = assembly.end();
        if (end != null && groups.get(key) == group && finds(end, record, context) != null) {
            ready.add(remove(key, group));
        }
        return true;
    }

    private void add(GroupKey key, Group group, JournaledRecord record, List<Group> ready) {
        int length = record.record().bytes().length + 1;
        if (!group.parts.isEmpty() && group.bytes + length > Assembly.MAX_CHARACTERS) {
            ready.add(remove(key, group));
            Group next = new Group(
                    group.source, group.parser, group.assembly, record.record().receivedAt());
            groups.put(key, next);
            groupsOf.merge(group.source, 1, Integer::sum);
            add(key, next, record, ready);
            return;
        }
        group.parts.add(record);
        group.bytes += length;
        group.last = record.record().receivedAt();
        bytes += length;
        held++;
        if (group.parts.size() >= group.assembly.maxParts()) {
            ready.add(remove(key, group));
        }
        while (groups.size() > maxGroups || bytes > maxBytes) {
            Map.Entry<GroupKey, Group> oldest = groups.entrySet().iterator().next();
            overflows++;
            ready.add(remove(oldest.getKey(), oldest.getValue()));
        }
    }

    private Group remove(GroupKey key, Group group) {
        groups.remove(key);
        forget(group);
        return group;
    }

    private void forget(Group group) {
        bytes -= group.bytes;
        held -= group.parts.size();
        groupsOf.computeIfPresent(group.source, (source, count) -> count == 1 ? null : count - 1);
    }

    /** Adds the groups of all sources that waited for longer than their time-out. */
    void expire(Instant now, List<Group> ready) {
        take(group -> group.isOver(now), ready);
    }

    /** Other parsers are in force: groups whose parser is gone are handed over. */
    void swap(ParserRegistry registry, List<Group> ready) {
        take(group -> registry.byId(group.parser.id()) == null, ready);
        for (Group group : groups.values()) {
            ParserEntry parser = registry.byId(group.parser.id());
            if (parser != null) {
                group.parser = parser;
            }
        }
    }

    /** Adds everything that is held. */
    void all(List<Group> ready) {
        take(group -> true, ready);
    }

    private void take(Predicate<Group> which, List<Group> ready) {
        for (Iterator<Group> all = groups.values().iterator(); all.hasNext(); ) {
            Group group = all.next();
            if (which.test(group)) {
                all.remove();
                forget(group);
                ready.add(group);
            }
        }
    }

    /** A syslog sender interleaves its programs; lines without a header are one stream. */
    private static String stream(RecordContext context) {
        SyslogMessage header = context.syslog();
        return header == null ? "" : header.hostname() + "\0" + header.appName() + "\0" + header.processId();
    }

    private static @Nullable MatchResult finds(GuardedPattern pattern, JournaledRecord record, RecordContext context) {
        MatchResult match = pattern.find(context.message());
        return match != null || context.syslog() == null
                ? match
                : pattern.find(record.record().text());
    }
}
