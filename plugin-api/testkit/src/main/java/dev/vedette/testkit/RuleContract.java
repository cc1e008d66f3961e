package dev.vedette.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.detect.JavaRule;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import dev.vedette.host.detect.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What every {@link JavaRule} has to keep. Extend it, give the rule, and sequences of events for which it must and must
 * not match; the tests below run as yours. The rule runs as in the host: behind its log source and its prefilter, inside the
 * guard, with state that the host keeps.
 */
public abstract class RuleContract {
    /** The rule under test; a new instance or always the same. */
    protected abstract JavaRule rule();

    /** Sequences of events, at least one; in each of them the rule must match at least once. */
    protected abstract List<List<Event>> matching();

    /** Sequences of events, at least one; in none of them may the rule match. Put what nearly matches here. */
    protected abstract List<List<Event>> harmless();

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
        try (RuleRun run = new RuleRun(rule())) {
            for (List<Event> sequence : matching()) {
                List<Finding> findings = run.evaluate(sequence);
                assertThat(findings)
                        .as("findings in " + sequence
                                + " (the host offers only events of the rule's log source that its"
                                + " prefilter matches)")
                        .isNotEmpty();
                assertThat(findings).allSatisfy(finding -> {
                    assertThat(finding.reason()).isNotBlank();
                    assertThat(finding.evidence())
                            .as("evidence, in fields that the event has, of: " + finding.reason())
                            .isNotEmpty();
                });
            }
        }
    }

    @Test
    void it_stays_silent_where_it_must() {
        assertThat(harmless()).as("sequences that do not match").isNotEmpty();
        try (RuleRun run = new RuleRun(rule())) {
            for (List<Event> sequence : harmless()) {
                assertThat(run.evaluate(sequence)).as("findings in " + sequence).isEmpty();
            }
        }
    }

    @Test
    void the_same_events_give_the_same_findings() {
        try (RuleRun run = new RuleRun(rule())) {
            for (List<Event> sequence : matching()) {
                assertThat(run.evaluate(sequence)).isEqualTo(run.evaluate(sequence));
            }
        }
    }

    @Test
    void fields_that_are_missing_long_lists_or_of_other_types_never_throw() {
        List<List<Event>> sequences = new ArrayList<>(matching());
        sequences.addAll(harmless());
        try (RuleRun run = new RuleRun(rule())) {
            sequences.stream()
                    .flatMap(List::stream)
                    .flatMap(event -> changed(event).stream())
                    .forEach(changed -> {
                        List<Finding> unused = run.evaluate(List.of(changed));
                    });
        }
    }

    private static List<Event> changed(Event event) {
        List<Event> changed = new ArrayList<>();
        EventDraft draft = new EventDraft(event.raw());
        for (int i = 0; i < event.size(); i++) {
            Field field = event.field(i);
            draft.reset(event);
            changed.addAll(draft.remove(field).set(Field.of("vedette.test"), 1).freeze());
            for (Object odd : List.of(
                    "",
                    "x".repeat(10_000),
                    -1L,
                    Long.MAX_VALUE,
                    0.5,
                    false,
                    IpAddress.ofV4(0),
                    Instant.parse("9999-12-31T23:59:59Z"))) {
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
        try (RuleRun run = new RuleRun(rule())) {
            for (List<Event> sequence : matching()) {
                List<Finding> expected = run.evaluate(sequence);
                Together.inThreads(8, () -> {
                    for (int i = 0; i < 25; i++) {
                        assertThat(run.evaluate(sequence)).isEqualTo(expected);
                    }
                });
            }
        }
    }
}
