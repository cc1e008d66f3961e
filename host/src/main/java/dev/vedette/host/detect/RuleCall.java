package dev.vedette.host.detect;

import dev.vedette.api.detect.KeyedState;
import dev.vedette.api.detect.RuleContext;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one call of a rule in Java may do and did. */
final class RuleCall implements RuleContext, AutoCloseable {
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MAX_KEY = 256;

    private final RuleInfo info;
    private final Event event;
    private final RuleStates states;
    private RuleStates.@Nullable Held held;
    private @Nullable Finding finding;
    private boolean closed;

    RuleCall(RuleInfo info, Event event, RuleStates states) {
        this.info = info;
        this.event = event;
        this.states = states;
    }

    @Override
    public void match(String reason, Field... evidence) {
        requireOpen();
        Objects.requireNonNull(reason, "reason");
        if (finding != null) {
            return; // the first one says why
        }
        List<Evidence> found = new ArrayList<>();
        for (Field field : evidence) {
            for (Object value : event.values(field)) {
                found.add(new Evidence(field.name(), RuleWalk.cut(Values.text(value)), info.title()));
            }
        }
        finding = new Finding(info, event, found, RuleWalk.cut(reason));
    }

    @Override
    public KeyedState state(String key, Duration timeToLive) {
        requireOpen();
        if (timeToLive.isNegative() || timeToLive.isZero() || timeToLive.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a time to live is more than zero and at most 7 days, not " + timeToLive);
        }
        if (held == null) {
            held = states.hold(info.id(), event.raw().origin().client());
        }
        String bounded = key.length() <= MAX_KEY ? key : key.substring(0, MAX_KEY);
        return held.state(bounded, event.timestamp(), timeToLive);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the context of a rule is valid during the call that got it only");
        }
    }

    @Nullable
    Finding finding() {
        return finding;
    }

    @Override
    public void close() {
        closed = true;
        if (held != null) {
            held.close();
        }
    }
}
