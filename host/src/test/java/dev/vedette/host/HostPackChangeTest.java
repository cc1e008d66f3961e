package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vedette.api.detect.JavaRule;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.pack.PackChange;
import dev.vedette.host.pack.PackCode;
import dev.vedette.host.pack.ZooPack;
import dev.vedette.host.store.TermCount;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs come, change and go while a sender keeps sending. */
class HostPackChangeTest {
    private static final Duration SOON = Duration.ofSeconds(2);

    @TempDir
    Path temp;

    /** Sends numbered lines over TCP, some thousand a second, until it is stopped. */
    private static final class Sender extends Thread {
        private final TestHost test;
        private volatile boolean stopped;
        private volatile int sent;

        Sender(TestHost test) {
            this.test = test;
        }

        @Override
        public void run() {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), test.port("tcp"));
                    OutputStream out = socket.getOutputStream()) {
                while (!stopped) {
                    StringBuilder lines = new StringBuilder();
                    for (int i = 0; i < 20; i++) {
                        lines.append(TestPacks.line("alice", "10.0.0.1", "10.0.0.2", sent + i))
                                .append('\n');
                    }
                    out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
                    sent += 20;
                    LockSupport.parkNanos(4_000_000);
                }
            } catch (IOException e) {
                throw new AssertionError("the sender was cut off", e);
            }
        }

        int end() throws InterruptedException {
            stopped = true;
            join();
            return sent;
        }
    }

    private static ZooPack java(String version) {
        return ZooPack.of("com.acme.java", version)
                .parser("Acme", "public List<String> literals() { return List.of(\"acme-app user=\"); }", """
                    String text = record.text();
                    draft.set(Field.of("acme.pack"), "VERSION");
                    draft.set(Field.of("acme.n"), Long.parseLong(text.substring(text.lastIndexOf('=') + 1)));
                    return ParseResult.parsed();
                    """.replace(
                                "VERSION", version));
    }

    private static WeakReference<ClassLoader> loader(TestHost test) {
        return new WeakReference<>(Objects.requireNonNull(
                        test.host.content().get().pipeline().parsers().byId("acme"))
                .parser()
                .getClass()
                .getClassLoader());
    }

    private static void seen(TestHost test, String version) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(test.events("acme.pack:\"" + version + "\"", 1))
                        .isNotEmpty());
    }

    @Test
    void a_pack_is_installed_upgraded_and_removed_while_a_sender_sends_and_no_line_is_lost_or_doubled()
            throws Exception {
        try (TestHost test = TestHost.start(temp)) {
            ZooPack one = java("1.0.0");
            ZooPack two = java("2.0.0");
            one.entries(); // compiled before the clock runs
            two.entries();
            Sender sender = new Sender(test);
            sender.start();
            TimeUnit.MILLISECONDS.sleep(300);

            test.installed(one);
            seen(test, "1.0.0");
            WeakReference<ClassLoader> first = loader(test);
            TimeUnit.MILLISECONDS.sleep(300);

            test.installed(two);
            seen(test, "2.0.0");
            WeakReference<ClassLoader> second = loader(test);
            TimeUnit.MILLISECONDS.sleep(300);

            ZooPack bad = java("3.0.0").provides("parsers: [parsers/*.yml]").file("parsers/bad.yml", """
                parser: acme.bad
                match: { any: [ { contains: "never" } ] }
                steps: [ { id: head, dissect: "never %{user.name}" } ]
                vectors: [ { name: wrong, raw: "never bob", expect: { user.name: alice } } ]
                """);
            PackChange refused = test.install(bad);
            assertThat(refused).isInstanceOf(PackChange.Refused.class);
            assertThat(((PackChange.Refused) refused).code()).isEqualTo(PackCode.VECTORS_FAILED);
            assertThat(refused.toString()).contains("parsers/bad.yml", "wrong");
            assertThat(loader(test).get()).isSameAs(second.get());

            assertThat(test.host.packs().remove("com.acme.java")).isInstanceOf(PackChange.Activated.class);
            TimeUnit.MILLISECONDS.sleep(200);
            int sent = sender.end();

            assertThat(sent).isGreaterThan(3_000);
            assertThat(test.settled(sent).indexed()).isEqualTo(sent);
            assertThat(test.found("")).isEqualTo(sent);
            long old = test.found("acme.pack:\"1.0.0\"");
            long next = test.found("acme.pack:\"2.0.0\"");
            long none = test.found("tags:unparsed");
            assertThat(old + next + none).isEqualTo(sent);
            assertThat(old).isPositive();
            assertThat(next).isPositive();
            assertThat(test.found("acme.pack:\"3.0.0\"")).isZero();
            everyLineOnce(test, sent);
            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
                System.gc();
                assertThat(first.get()).as("loader of the replaced version").isNull();
                assertThat(second.get()).as("loader of the removed version").isNull();
            });
        }
    }

    private static void everyLineOnce(TestHost test, int sent) throws IOException {
        BitSet seen = new BitSet();
        for (TermCount parsed :
                test.host.events().top(ClientScope.ALL, TestHost.plan("acme.n:*", 0), Field.of("acme.n"), sent + 1)) {
            assertThat(parsed.count()).as(parsed.value()).isEqualTo(1);
            seen.set(Integer.parseInt(parsed.value()));
        }
        for (Event unparsed : test.events("tags:unparsed", 10_000)) {
            String text = unparsed.raw().text();
            int number = Integer.parseInt(text.substring(text.lastIndexOf('=') + 1));
            assertThat(seen.get(number)).as(text).isFalse();
            seen.set(number);
        }
        assertThat(seen.cardinality()).isEqualTo(sent);
        assertThat(seen.length()).isEqualTo(sent);
    }

    @Test
    void a_new_version_whose_vector_fails_leaves_the_old_one_at_work_and_a_restart_too() throws Exception {
        try (TestHost test = TestHost.start(temp)) {
            test.installed(TestPacks.parser("1.0.0"));
            PackChange change = test.install(TestPacks.parser("1.1.0", "somebody else"));
            assertThat(change).isInstanceOf(PackChange.Refused.class);
            assertThat(change.toString()).contains("com.acme.app 1.1.0", "user.name");
            test.http(List.of(TestPacks.line("alice", "10.0.0.1", "10.0.0.2", 1)));
            test.settled(1);
            assertThat(test.found("acme.pack:\"1.0.0\"")).isEqualTo(1);
        }
        try (TestHost again = TestHost.start(temp)) {
            assertThat(again.host.packs().generation().packs())
                    .extracting(pack -> pack.id().toString())
                    .containsExactly("com.acme.app 1.0.0");
        }
    }

    @Test
    void the_classes_of_a_removed_rule_go_even_if_no_further_event_comes() throws Exception {
        ZooPack rule = ZooPack.of("com.acme.rule", "1.0.0").extension("JavaRule", "Never", """
            package zoo;
            import dev.vedette.api.detect.*;
            import dev.vedette.api.event.*;
            public class Never implements JavaRule {
                public String id() { return "2b1d9c1e-5f8e-4f38-8a0a-9d8f5a1c0e77"; }
                public String title() { return "Never"; }
                public String level() { return "low"; }
                public void evaluate(Event event, RuleContext context) { context.state("k", java.time.Duration.ofHours(1)); }
            }
            """);
        try (TestHost test = TestHost.start(temp)) {
            test.installed(rule);
            WeakReference<ClassLoader> loader = new WeakReference<>(test.host
                    .packs()
                    .generation()
                    .packs()
                    .get(0)
                    .extensions(JavaRule.class)
                    .get(0)
                    .getClass()
                    .getClassLoader());
            for (String source : List.of("a", "b", "c", "d")) {
                test.http(test.host.cliToken(), "?source=" + source, List.of("a line"));
            }
            test.settled(4);
            assertThat(test.host.packs().remove("com.acme.rule")).isInstanceOf(PackChange.Activated.class);
            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
                System.gc();
                assertThat(loader.get()).isNull();
            });
        }
    }
}
