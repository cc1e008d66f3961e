package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.HostFields;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.correlate.Offense;
import dev.vedette.host.correlate.OffenseFilter;
import dev.vedette.host.pipeline.LedgerTotals;
import dev.vedette.host.pipeline.PipelineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there after a stop, and after an end that was none. */
class HostRestartTest {
    @TempDir
    Path temp;

    /** Every hundredth is mallory's, from one of four addresses. */
    static List<String> lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n ->
                        TestPacks.line(n % 100 == 0 ? "mallory" : "alice", "10.0.0." + n % 400 / 100, "203.0.113.9", n))
                .toList();
    }

    private void packs() {
        TestPacks.parser("1.0.0").in(temp.resolve("packs"));
        TestPacks.rules().in(temp.resolve("packs"));
    }

    /** Nothing is committed but when a test says so. */
    private static HostSettings withoutCommits() {
        PipelineSettings usual = PipelineSettings.DEFAULTS;
        return TestHost.settings()
                .withPipeline(new PipelineSettings(
                        2, 64, usual.queuedBatches(), usual.maxFields(), usual.maxText(), Duration.ofHours(1)));
    }

    private static Map<String, Long> offenses(Host host) {
        Map<String, Long> counts = new TreeMap<>();
        for (Offense offense :
                host.offenses().list(ClientScope.ALL, OffenseFilter.all(100)).offenses()) {
            counts.put(offense.indexValue(), offense.eventCount());
        }
        return counts;
    }

    private static List<String> stored(TestHost test) throws IOException {
        return test.events("", 10_000).stream()
                .map(event -> event.id() + " " + event.get(HostFields.STORED) + " "
                        + event.raw().text())
                .sorted()
                .toList();
    }

    @Test
    void a_clean_stop_loses_nothing_and_the_next_start_replays_nothing() throws Exception {
        packs();
        List<String> before;
        LedgerTotals ledger;
        try (TestHost test = TestHost.start(temp)) {
            test.tcp(lines(0, 1_000));
            test.http(lines(1_000, 2_000));
            ledger = test.settled(2_000);
            before = stored(test);
            assertThat(before).hasSize(2_000);
            assertThat(offenses(test.host))
                    .isEqualTo(Map.of("10.0.0.0", 5L, "10.0.0.1", 5L, "10.0.0.2", 5L, "10.0.0.3", 5L));
        }
        try (TestHost again = TestHost.start(temp)) {
            assertThat(again.settled(2_000)).isEqualTo(ledger);
            assertThat(stored(again)).isEqualTo(before); // ids and the times of storing: nothing was written anew
            assertThat(offenses(again.host))
                    .isEqualTo(Map.of("10.0.0.0", 5L, "10.0.0.1", 5L, "10.0.0.2", 5L, "10.0.0.3", 5L));
            again.http(lines(2_000, 2_100));
            assertThat(again.settled(2_100).indexed()).isEqualTo(2_100);
            assertThat(again.found("")).isEqualTo(2_100);
        }
    }

    @Test
    void what_is_sent_while_the_host_stops_is_stored_if_it_was_acknowledged() throws Exception {
        packs();
        List<Integer> acknowledged = new CopyOnWriteArrayList<>();
        TestHost test = TestHost.start(temp);
        String token = test.host.cliToken();
        Thread sender = new Thread(() -> {
            for (int n = 0; n < 100_000; n++) {
                try {
                    test.http(token, "", lines(n, n + 1));
                } catch (IOException | AssertionError e) {
                    return; // it is going down
                }
                acknowledged.add(n);
            }
        });
        sender.start();
        while (acknowledged.size() < 50) {
            Thread.sleep(5);
        }
        test.close();
        sender.join();
        try (TestHost again = TestHost.start(temp)) {
            long found = again.found("acme.n:*");
            assertThat(found).isBetween((long) acknowledged.size(), acknowledged.size() + 1L); // one answer may be lost
            assertThat(again.settled(found).residue()).isZero();
        }
    }

    @Test
    void a_copy_of_the_data_folder_of_a_running_host_comes_up_with_every_acknowledged_record_once() throws Exception {
        packs();
        Path copy = temp.resolve("copy");
        try (TestHost test = TestHost.start(temp, withoutCommits())) {
            test.http(lines(0, 1_000));
            test.settled(1_000);
            test.host.makeDurable();
            test.http(lines(1_000, 3_000)); // acknowledged, and in no commit
            test.settled(3_000);
            copy(temp, copy);
        }
        try (TestHost again = TestHost.start(copy, withoutCommits())) {
            LedgerTotals totals = again.settled(3_000);
            assertThat(totals.indexed()).isEqualTo(3_000);
            assertThat(again.found("")).isEqualTo(3_000);
            assertThat(again.found("acme.n:[0 TO 2999]")).isEqualTo(3_000);
            assertThat(offenses(again.host))
                    .isEqualTo(Map.of("10.0.0.0", 8L, "10.0.0.1", 8L, "10.0.0.2", 7L, "10.0.0.3", 7L));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                if (!file.startsWith(to)) {
                    Path target = to.resolve(from.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                }
            }
        }
    }
}
