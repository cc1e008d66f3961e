package dev.vedette.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.vedette.api.detect.JavaRule;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.LogSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What every {@link JavaRule} has to keep. Extend it, give the rule, and sequences of events for which it must and must
 * not match; the tests below run as yours.
 */
public abstract class RuleContract {
    /** The rule under test; a new instance or always the same. */
    protected abstract JavaRule rule();

    /** Sequences of events, at least one; in each of them the rule must match at least once. */
    protected abstract List<List<Event>> matching();

    /** Sequences of events, at least one; in none of them may the rule match. Put what nearly matches here. */
    protected abstract List<List<Event>> harmless();

    private static List<MemoryRuleContext.Match> evaluate(JavaRule rule, List<Event> sequence) {
        MemoryRuleContext context = new MemoryRuleContext();
        for (Event event : sequence) {
            context.next(event);
            rule.evaluate(event, context);
        }
        return context.matches();
    }

    @Test
    void it_describes_itself_as_sigma_rules_do() {
        JavaRule one = rule();
        assertThat(UUID.fromString(one.id())).as("a UUID in its usual form").hasToString(one.id());
        assertThat(one.id()).isEqualTo(rule().id());
        assertThat(one.title()).isNotBlank().hasSizeLessThanOrEqualTo(256);
        assertThat(one.level()).isIn("informational", "low", "medium", "high", "critical");
        assertThat(one.tags()).isEqualTo(one.tags()).allMatch(tag -> tag.matches("[a-z0-9_-]+\\.[a-z0-9._-]+"));
    }

    @Test
    void it_matches_where_it_must_and_says_why() {
        assertThat(matching()).as("sequences that match").isNotEmpty();
        for (List<Event> sequence : matching()) {
            List<MemoryRuleContext.Match> matches = evaluate(rule(), sequence);
            assertThat(matches).as("matches in " + sequence).isNotEmpty();
            for (MemoryRuleContext.Match match : matches) {
                assertThat(match.reason()).isNotBlank();
                assertThat(match.evidence())
                        .as("evidence of '" + match.reason() + "'")
                        .isNotEmpty();
                assertThat(match.evidence())
                        .as("evidence that the event has")
                        .allMatch(field -> match.event().has(field));
            }
        }
    }

    @Test
    void it_stays_silent_where_it_must() {
        assertThat(harmless()).as("sequences that do not match").isNotEmpty();
        for (List<Event> sequence : harmless()) {
            assertThat(evaluate(rule(), sequence)).as("matches in " + sequence).isEmpty();
        }
    }

    @Test
    void the_events_that_it_matches_are_of_its_log_source() {
        LogSource wanted = rule().logSource();
        if (wanted == null) {
            return;
        }
        for (List<Event> sequence : matching()) {
            for (MemoryRuleContext.Match match : evaluate(rule(), sequence)) {
                assertThat(match.event().logSources())
                        .as("log sources of an event that matched; the host offers no other events")
                        .anyMatch(source -> source.satisfies(wanted));
            }
        }
    }

    @Test
    void the_same_events_give_the_same_matches() {
        JavaRule rule = rule();
        for (List<Event> sequence : matching()) {
            assertThat(evaluate(rule, sequence)).isEqualTo(evaluate(rule, sequence));
        }
    }

    @Test
    void fields_of_other_types_and_sizes_never_throw() {
        JavaRule rule = rule();
        List<List<Event>> sequences = new ArrayList<>(matching());
        sequences.addAll(harmless());
        for (List<Event> sequence : sequences) {
            for (Event event : sequence) {
                for (Event changed : changed(event)) {
                    try {
                        evaluate(rule, List.of(changed));
                    } catch (RuntimeException | LinkageError | StackOverflowError e) {
                        fail("the rule throws on " + changed + "; a field may be missing, long, or a list", e);
                    }
                }
            }
        }
    }

    private static List<Event> changed(Event event) {
        List<Event> changed = new ArrayList<>();
        EventDraft draft = new EventDraft(event.raw());
        for (int i = 0; i < event.size(); i++) {
            Field field = event.field(i);
            draft.reset(event);
            changed.addAll(draft.remove(field).set(Field.of("vedette.test"), 1).freeze());
            for (Object odd :
                    List.of("", "x".repeat(10_000), -1L, Long.MAX_VALUE, 0.5, false, IpAddress.ofV4(0), Instant.MAX)) {
                draft.reset(event);
                if (fits(draft, field, odd)) {
                    changed.addAll(draft.freeze());
                    changed.addAll(draft.setAll(field, List.of(odd, odd)).freeze());
                }
            }
        }
        return changed;
    }

    /** Sets a field unless the value is not of its type: then no event can have it. */
    private static boolean fits(EventDraft draft, Field field, Object value) {
        try {
            draft.set(field, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void eight_threads_get_what_one_gets() {
        JavaRule rule = rule();
        for (List<Event> sequence : matching()) {
            List<MemoryRuleContext.Match> expected = evaluate(rule, sequence);
            Together.inThreads(8, () -> {
                for (int i = 0; i < 100; i++) {
                    assertThat(evaluate(rule, sequence)).isEqualTo(expected);
                }
            });
        }
    }
}
