package dev.vedette.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.detect.JavaRule;
import dev.vedette.api.detect.RuleContext;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A rule that keeps the contract, and some that do not. */
class RuleContractTest extends RuleContract {
    private static final Field SIDES = Field.of("shape.sides");
    private static final LogSource SHAPES = LogSource.of(null, "shape", null);

    /** Matches the third shape with more than a hundred sides within a minute. */
    private static class ManySides implements JavaRule {
        @Override
        public String id() {
            return "7d8a3c34-5b54-4d8e-8f5b-0f3ad8a8f0b1";
        }

        @Override
        public String title() {
            return "Too many sides";
        }

        @Override
        public String level() {
            return "low";
        }

        @Override
        public @Nullable LogSource logSource() {
            return SHAPES;
        }

        @Override
        public void evaluate(Event event, RuleContext context) {
            if (event.number(SIDES, 0) > 100
                    && context.state("all", Duration.ofMinutes(1)).add("seen", 1) >= 3) {
                context.match("three shapes with more than 100 sides", SIDES);
            }
        }
    }

    private static Event shape(int second, long sides) {
        Instant time = Instant.EPOCH.plusSeconds(second);
        return new EventDraft(Records.of("shape", time))
                .logSource(SHAPES)
                .timestamp(time)
                .set(SIDES, sides)
                .freeze()
                .get(0);
    }

    @Override
    protected JavaRule rule() {
        return new ManySides();
    }

    @Override
    protected List<List<Event>> matching() {
        return List.of(List.of(shape(0, 101), shape(59, 500), shape(100, 101)));
    }

    @Override
    protected List<List<Event>> harmless() {
        return List.of(
                List.of(shape(0, 101), shape(1, 100), shape(2, 101)),
                List.of(shape(0, 101), shape(61, 101), shape(122, 101)));
    }

    private RuleContract of(JavaRule rule) {
        RuleContract mine = this;
        return new RuleContract() {
            @Override
            protected JavaRule rule() {
                return rule;
            }

            @Override
            protected List<List<Event>> matching() {
                return mine.matching();
            }

            @Override
            protected List<List<Event>> harmless() {
                return mine.harmless();
            }
        };
    }

    @Test
    void a_rule_that_casts_what_it_finds_is_found() {
        RuleContract contract = of(new ManySides() {
            @Override
            public void evaluate(Event event, RuleContext context) {
                context.match("sides: " + (long) event.get(SIDES), SIDES);
            }
        });
        assertThatThrownBy(contract::fields_that_are_missing_long_lists_or_of_other_types_never_throw)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the rule throws");
    }

    @Test
    void a_rule_that_keeps_state_of_its_own_is_found() {
        RuleContract contract = of(new ManySides() {
            private int calls;

            @Override
            public void evaluate(Event event, RuleContext context) {
                if (++calls > 2) {
                    context.match("the third call", SIDES);
                }
            }
        });
        assertThatThrownBy(contract::the_same_events_give_the_same_findings).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_rule_without_a_uuid_is_found() {
        RuleContract contract = of(new ManySides() {
            @Override
            public String id() {
                return "many-sides";
            }
        });
        assertThatThrownBy(contract::it_describes_itself_as_sigma_rules_do)
                .isInstanceOfAny(AssertionError.class, IllegalArgumentException.class);
    }

    @Test
    void a_rule_whose_prefilter_keeps_its_events_away_is_found() {
        RuleContract contract = of(new ManySides() {
            @Override
            public String prefilter() {
                return "other: { shape.sides: 3 }\ncondition: other\n";
            }
        });
        assertThatThrownBy(contract::it_matches_where_it_must_and_says_why)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("prefilter");
    }

    @Test
    void a_rule_with_a_broken_prefilter_is_refused_by_name() {
        RuleContract contract = of(new ManySides() {
            @Override
            public String prefilter() {
                return "condition: missing\n";
            }
        });
        assertThatThrownBy(contract::it_matches_where_it_must_and_says_why)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the host refuses the rule");
    }
}
