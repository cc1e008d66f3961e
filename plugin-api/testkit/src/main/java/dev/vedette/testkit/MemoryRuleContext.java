package dev.vedette.testkit;

import dev.vedette.api.detect.KeyedState;
import dev.vedette.api.detect.RuleContext;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A rule's context for a sequence of events: state in memory and in event time, matches kept. Not thread-safe. */
public final class MemoryRuleContext implements RuleContext {
    private static final int MAX_NAMES = 16;
    private static final int MAX_NAME = 64;
    private static final int MAX_VALUE = 1_024;
    private static final int MAX_KEY = 256;

    /**
     * A match.
     *
     * @param event what matched
     * @param reason the rule's sentence
     * @param evidence the fields that it named
     */
    public record Match(Event event, String reason, List<Field> evidence) {}

    private final Map<String, Entry> states = new HashMap<>();
    private final List<Match> matches = new ArrayList<>();
    private @Nullable Event current;

    /** Says which event the rule is about to see. */
    public void next(Event event) {
        this.current = event;
    }

    /** What the rule reported so far. */
    public List<Match> matches() {
        return List.copyOf(matches);
    }

    @Override
    public void match(String reason, Field... evidence) {
        Event event = Objects.requireNonNull(current, "next(event) was not called");
        matches.add(new Match(event, reason, List.of(evidence)));
    }

    @Override
    public KeyedState state(String key, Duration timeToLive) {
        Instant now =
                Objects.requireNonNull(current, "next(event) was not called").timestamp();
        String known = key.length() > MAX_KEY ? key.substring(0, MAX_KEY) : key;
        Entry entry = states.get(known);
        if (entry == null || entry.used.plus(timeToLive).isBefore(now)) {
            entry = new Entry();
            states.put(known, entry);
        }
        entry.used = now;
        return entry;
    }

    private static final class Entry implements KeyedState {
        private final Map<String, Long> counters = new HashMap<>();
        private final Map<String, String> texts = new HashMap<>();
        private Instant used = Instant.MIN;

        @Override
        public long add(String name, long amount) {
            check(name);
            return counters.merge(name, amount, Long::sum);
        }

        @Override
        public @Nullable String get(String name) {
            return texts.get(name);
        }

        @Override
        public void put(String name, String value) {
            check(name);
            if (value.length() > MAX_VALUE) {
                throw new IllegalArgumentException("a text of a rule's state has at most " + MAX_VALUE + " characters");
            }
            texts.put(name, value);
        }

        @Override
        public void clear() {
            counters.clear();
            texts.clear();
        }

        private void check(String name) {
            boolean known = counters.containsKey(name) || texts.containsKey(name);
            if (name.length() > MAX_NAME || (!known && counters.size() + texts.size() >= MAX_NAMES)) {
                throw new IllegalArgumentException(
                        "a key has at most " + MAX_NAMES + " names of " + MAX_NAME + " characters");
            }
        }
    }
}
