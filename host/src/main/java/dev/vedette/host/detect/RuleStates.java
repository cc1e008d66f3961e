package dev.vedette.host.detect;

import dev.vedette.api.detect.KeyedState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What rules in Java keep: by rule and client a bounded number of keys, of which the one unused for longest goes first.
 * Time is that of the events, so that a replay gives what happened live. Thread-safe.
 *
 * <p>A call that asks for state holds all state of its rule and client until it ends: calls for the same key never
 * overlap, and since a call holds one lock only, two can never wait for each other.
 */
final class RuleStates {
    private static final long PATIENCE_MILLIS = 100;
    private static final int MAX_NAMES = 16;
    private static final int MAX_NAME = 64;
    private static final int MAX_TEXT = 1_024;

    private record Owner(String rule, String client) {}

    private final int maxKeys;
    private final Map<Owner, Keys> owners = new ConcurrentHashMap<>();
    private final LongAdder evicted = new LongAdder();

    RuleStates(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    long evicted() {
        return evicted.sum();
    }

    /** Takes all state of a rule for a client, until it is closed on the same thread. */
    Held hold(String rule, String client) {
        Keys keys = owners.computeIfAbsent(new Owner(rule, client), owner -> new Keys());
        try {
            if (keys.lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return new Held(keys);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("the state of this rule is held by a call that does not end");
    }

    private final class Keys {
        final ReentrantLock lock = new ReentrantLock();
        final Map<String, State> states = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
                boolean full = size() > maxKeys;
                if (full) {
                    evicted.increment();
                }
                return full;
            }
        };
    }

    /** The state of one rule and client, held by one call. */
    static final class Held implements AutoCloseable {
        private final Keys keys;
        private boolean closed;

        private Held(Keys keys) {
            this.keys = keys;
        }

        KeyedState state(String key, Instant now, Duration timeToLive) {
            State state = keys.states.computeIfAbsent(key, k -> new State());
            if (state.lastUse != null && Duration.between(state.lastUse, now).compareTo(timeToLive) > 0) {
                state.clear();
            }
            if (state.lastUse == null || now.isAfter(state.lastUse)) {
                state.lastUse = now;
            }
            return new View(this, state);
        }

        @Override
        public void close() {
            closed = true;
            keys.lock.unlock();
        }
    }

    private static final class State {
        final Map<String, Object> values = new HashMap<>(4);

        @Nullable
        Instant lastUse;

        void clear() {
            values.clear();
        }
    }

    private record View(Held held, State state) implements KeyedState {
        @Override
        public long add(String name, long amount) {
            long sum = (values().get(name) instanceof Long counter ? counter : 0) + amount;
            write(name, sum);
            return sum;
        }

        @Override
        public @Nullable String get(String name) {
            return values().get(name) instanceof String text ? text : null;
        }

        @Override
        public void put(String name, String value) {
            if (value.length() > MAX_TEXT) {
                throw new IllegalArgumentException("a text in a rule's state has at most " + MAX_TEXT + " characters");
            }
            write(name, value);
        }

        @Override
        public void clear() {
            values().clear();
        }

        private void write(String name, Object value) {
            Map<String, Object> values = values();
            if (name.length() > MAX_NAME || (values.size() >= MAX_NAMES && !values.containsKey(name))) {
                throw new IllegalArgumentException(
                        "a key holds at most " + MAX_NAMES + " names of at most " + MAX_NAME + " characters");
            }
            values.put(name, value);
        }

        private Map<String, Object> values() {
            if (held.closed) {
                throw new IllegalStateException("state is valid during the call that got it only");
            }
            return state.values;
        }
    }
}
