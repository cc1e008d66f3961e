package dev.vedette.host.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.detect.JavaRule;
import dev.vedette.api.detect.KeyedState;
import dev.vedette.api.detect.RuleContext;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import dev.vedette.host.pack.Budget;
import dev.vedette.host.pack.PackGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JavaRuleTest {
    private static final Field USER = Field.of("user.name");

    private final PackGuard guard = new PackGuard();

    @AfterEach
    void close() {
        guard.close();
    }

    private record Rule(String prefilter, BiConsumer<Event, RuleContext> body) implements JavaRule {
        @Override
        public String id() {
            return "22222222-2222-4333-8444-555555555555";
        }

        @Override
        public String title() {
            return "A rule in Java";
        }

        @Override
        public String level() {
            return "high";
        }

        @Override
        public LogSource logSource() {
            return Events.TEST;
        }

        @Override
        public void evaluate(Event event, RuleContext context) {
            body.accept(event, context);
        }
    }

    private PackGuard.Plugin plugin() {
        return guard.plugin(Events.PACK, "rule", new Budget(Duration.ofMillis(100), Duration.ofSeconds(5)));
    }

    private RuleSet set(RuleStates states, String prefilter, BiConsumer<Event, RuleContext> body) {
        JavaRuleEntry entry = new JavaRuleEntry(new Rule(prefilter, body), plugin(), Events.PACK);
        return RuleSet.compile(
                List.of(), List.of(entry), FieldResolution.standard(), new JavaRuleRuntime(guard, states));
    }

    private static Event login(String user, Instant time) {
        return Events.of("user.name", user, "@timestamp", time);
    }

    @Test
    void the_prefilter_decides_which_events_are_offered() {
        List<String> offered = new ArrayList<>();
        Matcher matcher = set(
                        new RuleStates(10),
                        "selection: {user.name|startswith: a}\ncondition: selection",
                        (event, context) -> {
                            offered.add(event.text(USER));
                            context.match("it is " + event.text(USER), USER, Field.of("user.id"));
                        })
                .matcher();
        List<Finding> findings = matcher.evaluate(login("anna", Events.NOON));
        assertThat(matcher.evaluate(login("bob", Events.NOON))).isEmpty();
        assertThat(matcher.evaluate(Events.draft("x").set(USER, "a").freeze().getFirst()))
                .isEmpty();

        assertThat(offered).containsExactly("anna");
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).isEqualTo("it is anna");
            assertThat(finding.rule().severity()).isEqualTo(7);
            assertThat(finding.evidence()).containsExactly(new Evidence("user.name", "anna", "A rule in Java"));
        });
    }

    @Test
    void without_a_prefilter_every_event_of_the_log_source_is_offered() {
        Matcher matcher = set(new RuleStates(10), "", (event, context) -> context.match("seen"))
                .matcher();
        assertThat(matcher.evaluate(login("x", Events.NOON))).hasSize(1);
        assertThat(matcher.evaluate(Events.draft("x").set(USER, "a").freeze().getFirst()))
                .isEmpty();
    }

    @Test
    void a_prefilter_that_is_no_detection_refuses_the_rule() {
        RuleSet set = set(new RuleStates(10), "selection: {a|containz: b}\ncondition: selection", (e, c) -> {});
        assertThat(set.rules()).isEmpty();
        assertThat(set.refused().getFirst().reason()).startsWith("in the prefilter: unknown modifier");
    }

    @Test
    void an_exception_counts_against_the_pack_and_the_event_goes_on() {
        Matcher matcher = set(new RuleStates(10), "", (event, context) -> {
                    context.match("half way");
                    throw new IllegalStateException("broken");
                })
                .matcher();
        assertThat(matcher.evaluate(login("x", Events.NOON))).isEmpty();
        assertThat(plugin().counts().faults()).isEqualTo(1);
    }

    @Test
    void state_is_kept_by_client_and_key_and_forgotten_in_the_time_of_the_events() {
        Matcher matcher = set(new RuleStates(10), "", (event, context) -> {
                    KeyedState state = context.state(event.text(USER), Duration.ofMinutes(5));
                    if (state.add("logins", 1) == 3) {
                        context.match("three times");
                        state.clear();
                    }
                })
                .matcher();
        Instant t = Events.NOON;
        assertThat(matcher.evaluate(login("a", t))).isEmpty();
        assertThat(matcher.evaluate(login("b", t))).isEmpty();
        assertThat(matcher.evaluate(login("a", t.plusSeconds(299)))).isEmpty();
        assertThat(matcher.evaluate(login("a", t.plusSeconds(10))))
                .as("late, still counted")
                .hasSize(1);
        assertThat(matcher.evaluate(login("b", t.plusSeconds(200)))).isEmpty();
        assertThat(matcher.evaluate(login("b", t.plusSeconds(501))))
                .as("forgotten")
                .isEmpty();
        assertThat(matcher.evaluate(login("b", t.plusSeconds(502)))).isEmpty();
    }

    @Test
    void what_an_explanation_tries_out_counts_for_nothing_in_production() {
        RuleSet set = set(new RuleStates(10), "", (event, context) -> {
            if (context.state(event.text(USER), Duration.ofMinutes(5)).add("logins", 1) == 2) {
                context.match("twice");
            }
        });
        Matcher production = set.matcher();
        Matcher tried = set.apart().matcher();
        assertThat(tried.evaluate(login("a", Events.NOON))).isEmpty();
        assertThat(tried.evaluate(login("a", Events.NOON))).hasSize(1);
        assertThat(production.evaluate(login("a", Events.NOON))).isEmpty();
        assertThat(production.evaluate(login("a", Events.NOON))).hasSize(1);
    }

    @Test
    void state_is_bounded_and_what_was_forgotten_is_counted() {
        RuleStates states = new RuleStates(10);
        Matcher matcher = set(
                        states,
                        "",
                        (event, context) -> context.state(event.text(USER), Duration.ofMinutes(5))
                                .add("n", 1))
                .matcher();
        for (int i = 0; i < 100; i++) {
            matcher.evaluate(login("user" + i, Events.NOON));
        }
        assertThat(states.evicted()).isEqualTo(90);
    }

    @Test
    void the_limits_of_state_are_errors_of_the_rule() {
        List<Throwable> thrown = new ArrayList<>();
        Matcher matcher = set(new RuleStates(10), "", (event, context) -> {
                    KeyedState state = context.state("k", Duration.ofMinutes(5));
                    for (int i = 0; i < 16; i++) {
                        state.put("name" + i, "v");
                    }
                    for (Runnable wrong : List.<Runnable>of(
                            () -> state.put("one too many", "v"),
                            () -> state.put("name1", "x".repeat(1_025)),
                            () -> context.state("k", Duration.ofDays(8)),
                            () -> context.state("k", Duration.ZERO))) {
                        try {
                            wrong.run();
                        } catch (IllegalArgumentException e) {
                            thrown.add(e);
                        }
                    }
                    assertThat(state.get("name1")).isEqualTo("v");
                })
                .matcher();
        matcher.evaluate(login("x", Events.NOON));
        assertThat(thrown).hasSize(4);
        assertThat(plugin().counts().faults()).isZero();
    }

    @Test
    void context_and_state_are_void_after_the_call() {
        List<RuleContext> kept = new ArrayList<>();
        List<KeyedState> states = new ArrayList<>();
        Matcher matcher = set(new RuleStates(10), "", (event, context) -> {
                    kept.add(context);
                    states.add(context.state("k", Duration.ofMinutes(1)));
                })
                .matcher();
        matcher.evaluate(login("x", Events.NOON));
        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> kept.getFirst().match("late"));
        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> states.getFirst().add("n", 1));
    }

    @Test
    void calls_for_the_same_key_never_overlap() throws InterruptedException {
        RuleStates states = new RuleStates(10);
        RuleSet set = set(states, "", (event, context) -> {
            KeyedState state = context.state("k", Duration.ofDays(1));
            String before = state.get("n");
            state.put("n", String.valueOf(before == null ? 1 : Integer.parseInt(before) + 1));
        });
        List<Thread> workers = new ArrayList<>();
        for (int w = 0; w < 3; w++) {
            Thread worker = new Thread(() -> {
                Matcher matcher = set.matcher();
                for (int i = 0; i < 500; i++) {
                    matcher.evaluate(login("x", Events.NOON));
                }
            });
            workers.add(worker);
            worker.start();
        }
        for (Thread worker : workers) {
            worker.join();
        }
        try (RuleStates.Held held = states.hold("22222222-2222-4333-8444-555555555555", "acme")) {
            assertThat(held.state("k", Events.NOON, Duration.ofDays(1)).get("n"))
                    .isEqualTo("1500");
        }
    }
}
