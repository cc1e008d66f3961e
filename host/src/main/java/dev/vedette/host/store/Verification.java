package dev.vedette.host.store;

import dev.vedette.host.access.ClientScope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check of the hash chains, under way or ended.
 *
 * @param scope whose slices it reads
 * @param from begin of the time that it reads; {@link Instant#MIN} for all
 * @param to its end; {@link Instant#MAX} for all
 * @param slices what it has found so far
 */
public record Verification(
        State state,
        ClientScope scope,
        Instant from,
        Instant to,
        @Nullable Instant started,
        @Nullable Instant finished,
        List<SliceVerdict> slices) {
    /** How far it is. */
    public enum State {
        NONE,
        RUNNING,
        DONE,
        /** It could not be brought to its end; the log says why. */
        FAILED
    }

    public Verification {
        slices = List.copyOf(slices);
    }

    static Verification none(ClientScope scope) {
        return new Verification(State.NONE, scope, Instant.MIN, Instant.MAX, null, null, List.of());
    }

    static Verification begun(ClientScope scope, Instant from, Instant to, Instant started) {
        return new Verification(State.RUNNING, scope, from, to, started, null, List.of());
    }

    Verification with(List<SliceVerdict> found) {
        return new Verification(state, scope, from, to, started, finished, found);
    }

    Verification ended(State how, Instant when) {
        return new Verification(how, scope, from, to, started, when, slices);
    }

    /** Whether all that it has read is as it was stored; never of one that failed. */
    public boolean intact() {
        return state != State.FAILED && slices.stream().allMatch(SliceVerdict::intact);
    }
}
