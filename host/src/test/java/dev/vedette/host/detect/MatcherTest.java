package dev.vedette.host.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.IpAddress;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatcherTest {
    @Test
    void an_event_without_a_match_allocates_nothing() {
        Matcher matcher = Events.set(
                        Events.rule("selection:\n  a|contains: [evil, wicked]\n  b: 7\ncondition: selection"),
                        Events.rule("selection:\n  c|endswith: .exe\n  ip|startswith: '10.9.'\nf:\n  a: x\n"
                                        + "condition: selection and not f")
                                .replace("1111-2222", "1111-3333"))
                .matcher();
        Event event = Events.of("a", "an evil thing", "b", 8L, "c", "x.exe", "ip", IpAddress.parse("10.1.2.3"));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            found += matcher.evaluate(event).size();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            found += matcher.evaluate(event).size();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(found).isZero();
        assertThat(allocated).isLessThan(16_000); // of the measuring itself
    }

    @Test
    void an_expression_that_runs_away_is_no_match_and_ends_soon() {
        Matcher matcher = Events.set(Events.rule("selection:\n  a|re: '(x+x+)+y'\ncondition: selection"))
                .matcher();
        Event event = Events.of("a", "x".repeat(30_000) + "\ny\n");
        long begin = System.nanoTime();
        assertThat(matcher.evaluate(event)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        assertThat(matcher.evaluate(Events.of("a", "xxxy"))).hasSize(1);
    }

    @Test
    void a_set_without_rules_finds_nothing() {
        assertThat(RuleSet.empty().matcher().evaluate(Events.of("a", "b"))).isEmpty();
    }

    @Test
    void matchers_of_one_set_do_not_disturb_each_other() throws InterruptedException {
        RuleSet set = Events.set(Events.rule("selection:\n  a|contains: evil\ncondition: selection"));
        int[] found = new int[2];
        List<Thread> workers = List.of(
                new Thread(() -> found[0] = count(set, "evil")), new Thread(() -> found[1] = count(set, "good")));
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join();
        }
        assertThat(found).containsExactly(2_000, 0);
    }

    private static int count(RuleSet set, String word) {
        Matcher matcher = set.matcher();
        int found = 0;
        for (int i = 0; i < 2_000; i++) {
            found += matcher.evaluate(Events.of("a", word + i)).size();
        }
        return found;
    }

    @Test
    void values_longer_than_usual_are_searched_to_their_end() {
        Matcher matcher = Events.set(Events.rule("selection:\n  a|endswith: needle\ncondition: selection"))
                .matcher();
        assertThat(matcher.evaluate(Events.of("a", "x".repeat(30_000) + "NEEDLE")))
                .hasSize(1);
        assertThat(matcher.evaluate(Events.of("a", "needle "))).isEmpty();
    }

    @Test
    void negative_and_smallest_numbers_are_text_like_others() {
        Matcher matcher = Events.set(
                        Events.rule("selection:\n  a: [-5, -9223372036854775808, 0]\ncondition: selection"))
                .matcher();
        assertThat(matcher.evaluate(Events.of("a", -5L))).hasSize(1);
        assertThat(matcher.evaluate(Events.of("a", Long.MIN_VALUE))).hasSize(1);
        assertThat(matcher.evaluate(Events.of("a", 0L))).hasSize(1);
        assertThat(matcher.evaluate(Events.of("a", 5L))).isEmpty();
    }
}
