package dev.vedette.api.respond;

import dev.vedette.api.Incubating;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a response action would do, told before it is done. Immutable. The host compares the impact with the offense's
 * rating and the availability that the targets need, and shows all of it to whoever approves.
 */
@Incubating
public final class ResponsePlan {
    private final String summary;
    private final int impact;
    private final boolean reversible;
    private final boolean keepsTelemetry;
    private final List<String> affected;
    private final List<String> steps;

    private ResponsePlan(Builder builder) {
        this.summary = builder.summary;
        this.impact = builder.impact;
        this.reversible = builder.reversible;
        this.keepsTelemetry = builder.keepsTelemetry;
        this.affected = List.copyOf(builder.affected);
        this.steps = List.copyOf(builder.steps);
    }

    /**
     * Begins a plan that cannot be taken back and keeps telemetry.
     *
     * @param summary what would be done, in one sentence
     * @param impact on the client's work, 0 (none) to 100 (it stands still), as {@code playbook impact} of CACAO 2.0
     * @throws IllegalArgumentException if the impact is not of that range
     */
    public static Builder of(String summary, int impact) {
        return new Builder(summary, impact);
    }

    /** What would be done, in one sentence. */
    public String summary() {
        return summary;
    }

    /** On the client's work, 0 (none) to 100 (it stands still). */
    public int impact() {
        return impact;
    }

    /** Whether {@link ResponseAction#revert} can take it back. */
    public boolean reversible() {
        return reversible;
    }

    /** Whether the targets go on sending telemetry; a machine that is switched off tells nothing more. */
    public boolean keepsTelemetry() {
        return keepsTelemetry;
    }

    /** Who and what is affected, the target included, as people name them. */
    public List<String> affected() {
        return affected;
    }

    /** What would be done in detail, in order, for people. */
    public List<String> steps() {
        return steps;
    }

    /** Builds a {@link ResponsePlan}. Not thread-safe. */
    public static final class Builder {
        private final String summary;
        private final int impact;
        private boolean reversible;
        private boolean keepsTelemetry = true;
        private final List<String> affected = new ArrayList<>();
        private final List<String> steps = new ArrayList<>();

        private Builder(String summary, int impact) {
            if (impact < 0 || impact > 100) {
                throw new IllegalArgumentException("the impact of a response is 0 to 100, not " + impact);
            }
            this.summary = Objects.requireNonNull(summary, "summary");
            this.impact = impact;
        }

        /** Says that it can be taken back. */
        public Builder reversible() {
            this.reversible = true;
            return this;
        }

        /** Says that the targets will send no telemetry any more. */
        public Builder endsTelemetry() {
            this.keepsTelemetry = false;
            return this;
        }

        /** Adds somebody or something affected. */
        public Builder affects(String name) {
            affected.add(Objects.requireNonNull(name, "name"));
            return this;
        }

        /** Appends a step, told for people. */
        public Builder step(String step) {
            steps.add(Objects.requireNonNull(step, "step"));
            return this;
        }

        /** The plan. */
        public ResponsePlan build() {
            return new ResponsePlan(this);
        }
    }
}
