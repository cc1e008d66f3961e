package dev.vedette.api.simulate;

import dev.vedette.api.Incubating;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An attack as a sequence of steps that leave telemetry. Immutable. */
@Incubating
public final class AttackScenario {
    private final String id;
    private final String title;
    private final String attackVersion;
    private final @Nullable String objective;
    private final @Nullable String cleanUp;
    private final List<ScenarioStep> steps;

    private AttackScenario(Builder builder) {
        this.id = builder.id;
        this.title = builder.title;
        this.attackVersion = builder.attackVersion;
        this.objective = builder.objective;
        this.cleanUp = builder.cleanUp;
        this.steps = List.copyOf(builder.steps);
    }

    /**
     * Begins a scenario.
     *
     * @param id unique over all packs, stays the same over versions
     * @param title one line for people
     * @param attackVersion the ATT&amp;CK version of its technique ids, for example {@code 18.1}
     */
    public static Builder of(String id, String title, String attackVersion) {
        return new Builder(id, title, attackVersion);
    }

    /** Unique over all packs. */
    public String id() {
        return id;
    }

    /** One line for people. */
    public String title() {
        return title;
    }

    /** The ATT&amp;CK version of the technique ids. */
    public String attackVersion() {
        return attackVersion;
    }

    /** What the attacker wants, or null. */
    public @Nullable String objective() {
        return objective;
    }

    /** What a person has to undo after having carried it out by hand, or null. The host never runs it. */
    public @Nullable String cleanUp() {
        return cleanUp;
    }

    /** The steps in their order, at least one. */
    public List<ScenarioStep> steps() {
        return steps;
    }

    /** Builds an {@link AttackScenario}. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final String title;
        private final String attackVersion;
        private @Nullable String objective;
        private @Nullable String cleanUp;
        private final List<ScenarioStep> steps = new ArrayList<>();

        private Builder(String id, String title, String attackVersion) {
            this.id = Objects.requireNonNull(id, "id");
            this.title = Objects.requireNonNull(title, "title");
            this.attackVersion = Objects.requireNonNull(attackVersion, "attackVersion");
        }

        /** Says what the attacker wants. */
        public Builder objective(String text) {
            this.objective = Objects.requireNonNull(text, "text");
            return this;
        }

        /** Says what a person has to undo afterwards. */
        public Builder cleanUp(String text) {
            this.cleanUp = Objects.requireNonNull(text, "text");
            return this;
        }

        /** Appends a step. */
        public Builder step(ScenarioStep step) {
            steps.add(Objects.requireNonNull(step, "step"));
            return this;
        }

        /**
         * The scenario.
         *
         * @throws IllegalStateException if it has no step, or two steps of one id
         */
        public AttackScenario build() {
            long ids = steps.stream().map(ScenarioStep::id).distinct().count();
            if (steps.isEmpty() || ids < steps.size()) {
                throw new IllegalStateException("the scenario " + id + " needs steps, each with an id of its own");
            }
            return new AttackScenario(this);
        }
    }
}
