package dev.vedette.api.simulate;

import dev.vedette.api.Incubating;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an attack tool says it did. Immutable. */
@Incubating
public final class ExecutedStep {
    /** How it went, by the tool's own account. */
    public enum Execution {
        /** It was carried out. Only then can it be detected or missed. */
        EXECUTED,
        /** It was tried and failed for a reason of the tool's own. */
        FAILED,
        /** It was left out. */
        SKIPPED,
        /** It was tried and something on the target stopped it. */
        PREVENTED
    }

    private final String technique;
    private final String title;
    private final String asset;
    private final Instant start;
    private final Instant stop;
    private final Execution execution;
    private final @Nullable String command;
    private final Set<String> markers;

    private ExecutedStep(Builder builder, Instant start, Instant stop) {
        this.technique = builder.technique;
        this.title = builder.title;
        this.asset = builder.asset;
        this.start = start;
        this.stop = stop;
        this.execution = builder.execution;
        this.command = builder.command;
        this.markers = Set.copyOf(builder.markers);
    }

    /**
     * Begins a step.
     *
     * @param technique the ATT&amp;CK id, for example {@code T1059.001}
     * @param title one line for people
     * @param asset host name or address on which it was carried out
     */
    public static Builder of(String technique, String title, String asset) {
        return new Builder(technique, title, asset);
    }

    /** The ATT&amp;CK id. */
    public String technique() {
        return technique;
    }

    /** One line for people. */
    public String title() {
        return title;
    }

    /** Host name or address on which it was carried out. */
    public String asset() {
        return asset;
    }

    /** When it began, by the tool's clock. */
    public Instant start() {
        return start;
    }

    /** When it ended, by the tool's clock. */
    public Instant stop() {
        return stop;
    }

    /** How it went. */
    public Execution execution() {
        return execution;
    }

    /** What was run, as text to be shown and never to be run again, or null. */
    public @Nullable String command() {
        return command;
    }

    /** Texts that telemetry of this step, and of no other, holds: a file name, a process id, a random argument. */
    public Set<String> markers() {
        return markers;
    }

    /** Builds an {@link ExecutedStep}. Not thread-safe. */
    public static final class Builder {
        private final String technique;
        private final String title;
        private final String asset;
        private @Nullable Instant start;
        private @Nullable Instant stop;
        private Execution execution = Execution.EXECUTED;
        private @Nullable String command;
        private final Set<String> markers = new LinkedHashSet<>();

        private Builder(String technique, String title, String asset) {
            this.technique = technique.toUpperCase(Locale.ROOT);
            this.title = Objects.requireNonNull(title, "title");
            this.asset = Objects.requireNonNull(asset, "asset");
        }

        /**
         * Says when it was carried out; needed.
         *
         * @throws IllegalArgumentException if it stops before it starts
         */
        public Builder time(Instant from, Instant to) {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("a step stops before it starts");
            }
            this.start = from;
            this.stop = to;
            return this;
        }

        /** Says how it went; {@link Execution#EXECUTED} if not said. */
        public Builder execution(Execution result) {
            this.execution = Objects.requireNonNull(result, "result");
            return this;
        }

        /** Says what was run. */
        public Builder command(String text) {
            this.command = Objects.requireNonNull(text, "text");
            return this;
        }

        /** Adds a text by which telemetry of this step can be told. */
        public Builder marker(String text) {
            markers.add(text);
            return this;
        }

        /**
         * The step.
         *
         * @throws IllegalStateException if no time was given
         */
        public ExecutedStep build() {
            if (start == null || stop == null) {
                throw new IllegalStateException("a step needs time(from, to)");
            }
            return new ExecutedStep(this, start, stop);
        }
    }
}
