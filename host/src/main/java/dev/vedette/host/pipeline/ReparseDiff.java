package dev.vedette.host.pipeline;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What re-parsing changes, added up. Thread-safe. */
public final class ReparseDiff {
    private static final Set<Field> NOT_COMPARED = Set.of(HostFields.STORED, HostFields.RULE_ID);

    private long events;
    private long changed;
    private long kept;
    private long added;
    private long removed;
    private final TreeMap<String, Long> gained = new TreeMap<>();
    private final TreeMap<String, Long> lost = new TreeMap<>();
    private final TreeMap<String, Long> altered = new TreeMap<>();
    private final TreeMap<String, Long> parsers = new TreeMap<>();
    private final TreeMap<String, Long> rulesGained = new TreeMap<>();
    private final TreeMap<String, Long> rulesLost = new TreeMap<>();

    /**
     * The sums so far.
     *
     * @param events that were read again
     * @param changed of these
     * @param kept understood before and not now: they stay as they are
     * @param added events that a record gives beside those it gave before
     * @param removed events that a record gives no more
     * @param fieldsGained how many events gain a field
     * @param fieldsLost how many lose one
     * @param fieldsChanged in how many one has another value
     * @param parsers from which parser to which, where that changes
     * @param rulesGained ids of rules that would now have fired, and how often
     * @param rulesLost ids of rules that would not have fired
     */
    public record Sums(
            long events,
            long changed,
            long kept,
            long added,
            long removed,
            SortedMap<String, Long> fieldsGained,
            SortedMap<String, Long> fieldsLost,
            SortedMap<String, Long> fieldsChanged,
            SortedMap<String, Long> parsers,
            SortedMap<String, Long> rulesGained,
            SortedMap<String, Long> rulesLost) {}

    /** What is known so far. */
    public synchronized Sums sums() {
        return new Sums(
                events,
                changed,
                kept,
                added,
                removed,
                new TreeMap<>(gained),
                new TreeMap<>(lost),
                new TreeMap<>(altered),
                new TreeMap<>(parsers),
                new TreeMap<>(rulesGained),
                new TreeMap<>(rulesLost));
    }

    synchronized void kept(int some) {
        events += some;
        kept += some;
    }

    /** Compares what a record gave with what it gives; true if anything is different. */
    synchronized boolean compare(List<Event> before, List<Event> after) {
        boolean different = before.size() != after.size();
        events += before.size();
        added += Math.max(0, after.size() - before.size());
        removed += Math.max(0, before.size() - after.size());
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            different |= compare(before.get(i), after.get(i));
        }
        return different;
    }

    private boolean compare(Event before, Event after) {
        boolean different = false;
        for (int i = 0; i < after.size(); i++) {
            Field field = after.field(i);
            @Nullable Object old = before.get(field);
            if (!NOT_COMPARED.contains(field) && !after.value(i).equals(old)) {
                (old == null ? gained : altered).merge(field.name(), 1L, Long::sum);
                different = true;
            }
        }
        for (int i = 0; i < before.size(); i++) {
            if (after.get(before.field(i)) == null && !NOT_COMPARED.contains(before.field(i))) {
                lost.merge(before.field(i).name(), 1L, Long::sum);
                different = true;
            }
        }
        if (!parser(before).equals(parser(after))) {
            parsers.merge(parser(before) + " -> " + parser(after), 1L, Long::sum);
        }
        Set<Object> rulesBefore = rules(before);
        Set<Object> rulesAfter = rules(after);
        different |= !rulesBefore.equals(rulesAfter);
        rulesAfter.stream().filter(rule -> !rulesBefore.contains(rule)).forEach(rule -> count(rulesGained, rule));
        rulesBefore.stream().filter(rule -> !rulesAfter.contains(rule)).forEach(rule -> count(rulesLost, rule));
        changed += different ? 1 : 0;
        return different;
    }

    private static void count(TreeMap<String, Long> counts, Object rule) {
        counts.merge(rule.toString(), 1L, Long::sum);
    }

    private static Set<Object> rules(Event event) {
        Object value = event.get(HostFields.RULE_ID);
        return value == null ? Set.of() : value instanceof List<?> list ? new HashSet<>(list) : Set.of(value);
    }

    private static String parser(Event event) {
        Object id = event.get(HostFields.PARSER_ID);
        return id == null ? "none" : id + " " + event.get(HostFields.PARSER_VERSION);
    }
}
