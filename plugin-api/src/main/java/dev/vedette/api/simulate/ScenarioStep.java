package dev.vedette.api.simulate;

import dev.vedette.api.Incubating;
import dev.vedette.api.event.LogSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** One step of an {@link AttackScenario}: the telemetry that it leaves, and what should come of it. Immutable. */
@Incubating
public final class ScenarioStep {
    private final String id;
    private final String technique;
    private final String title;
    private final Duration after;
    private final Duration maxLatency;
    private final List<String> records;
    private final Set<String> expectedRules;
    private final Set<LogSource> requiredSources;

    private ScenarioStep(Builder builder) {
        this.id = builder.id;
        this.technique = builder.technique;
        this.title = builder.title;
        this.after = builder.after;
        this.maxLatency = builder.maxLatency;
        this.records = List.copyOf(builder.records);
        this.expectedRules = Set.copyOf(builder.expectedRules);
        this.requiredSources = Set.copyOf(builder.requiredSources);
    }

    /**
     * Begins a step.
     *
     * @param id unique within the scenario
     * @param technique the ATT&amp;CK id of what is done, for example {@code T1110.003}
     * @param title one line for people
     */
    public static Builder of(String id, String technique, String title) {
        return new Builder(id, technique, title);
    }

    /** Unique within the scenario. */
    public String id() {
        return id;
    }

    /** The ATT&amp;CK id of what is done. */
    public String technique() {
        return technique;
    }

    /** One line for people. */
    public String title() {
        return title;
    }

    /** How long after the step before it begins; zero if not said. */
    public Duration after() {
        return after;
    }

    /** A finding later than this after the last record does not count as a detection; 5 minutes if not said. */
    public Duration maxLatency() {
        return maxLatency;
    }

    /**
     * The raw records to inject, in their order. {@code ${now}} in one is replaced by the time of injection (RFC 3339),
     * {@code ${asset}} by the name of the asset that the run is about, and {@code ${marker}} by a text by which the host
     * finds the record again.
     */
    public List<String> records() {
        return records;
    }

    /** Ids of rules that should match; empty means that any rule of the technique will do. */
    public Set<String> expectedRules() {
        return expectedRules;
    }

    /** Log sources without which the step leaves no trace; a missing one makes the verdict "no telemetry". */
    public Set<LogSource> requiredSources() {
        return requiredSources;
    }

    /** Builds a {@link ScenarioStep}. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final String technique;
        private final String title;
        private Duration after = Duration.ZERO;
        private Duration maxLatency = Duration.ofMinutes(5);
        private final List<String> records = new ArrayList<>();
        private final Set<String> expectedRules = new LinkedHashSet<>();
        private final Set<LogSource> requiredSources = new LinkedHashSet<>();

        private Builder(String id, String technique, String title) {
            this.id = Objects.requireNonNull(id, "id");
            this.technique = technique.toUpperCase(Locale.ROOT);
            this.title = Objects.requireNonNull(title, "title");
        }

        /**
         * Says how long after the step before it begins.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder after(Duration pause) {
            this.after = notNegative(pause);
            return this;
        }

        /**
         * Says how late a finding may come.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxLatency(Duration latency) {
            this.maxLatency = notNegative(latency);
            return this;
        }

        /** Appends a raw record. */
        public Builder record(String record) {
            records.add(Objects.requireNonNull(record, "record"));
            return this;
        }

        /** Adds the id of a rule that should match. */
        public Builder expectRule(String ruleId) {
            expectedRules.add(ruleId);
            return this;
        }

        /** Adds a log source that the step needs. */
        public Builder requireSource(LogSource source) {
            requiredSources.add(source);
            return this;
        }

        /** The step. */
        public ScenarioStep build() {
            return new ScenarioStep(this);
        }

        private Duration notNegative(Duration duration) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("a time in step " + id + " is negative");
            }
            return duration;
        }
    }
}
