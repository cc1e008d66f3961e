package dev.vedette.acceptance.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vedette.host.ingest.pull.ConnectorSettings;
import dev.vedette.host.ingest.pull.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker in this JVM, a real journal. */
@Tag("acceptance")
class KafkaConnectorTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;

    @TempDir
    static Path brokerFolder;

    private static Broker broker;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() throws Exception {
        broker = new Broker(brokerFolder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static ConnectorSettings reading(String topic, int maxRecordBytes) {
        KafkaSettings kafka = new KafkaSettings(
                List.of(broker.address()),
                List.of(topic),
                "group-" + topic,
                null,
                Map.of("max.poll.records", "100", "request.timeout.ms", "3000", "default.api.timeout.ms", "3000"),
                null);
        return new ConnectorSettings("bus", null, null, null, null, maxRecordBytes, null, kafka, null);
    }

    private static List<String> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "record " + i).toList();
    }

    @Test
    void over_ends_in_the_middle_every_record_of_every_partition_is_kept_once_and_in_order() throws Exception {
        broker.topic("killed", PARTITIONS);
        broker.send("killed", PARTITIONS, numbered(0, 5_000));
        Random random = new Random(1);
        for (int kill = 0; kill < 6; kill++) {
            int more = 1 + random.nextInt(700);
            int before;
            try (Keeper keeper = Keeper.dyingAfter(more, temp, reading("killed", 0))) {
                before = keeper.kept().size();
                await().atMost(LONG).until(() -> keeper.kept().size() >= before + more);
                if (kill % 2 == 0) {
                    keeper.checkpoint();
                }
            }
        }
        try (Keeper keeper = Keeper.open(temp, reading("killed", 0))) {
            await().atMost(LONG).until(() -> keeper.kept().size() >= 5_000);
            await().atMost(LONG).until(() -> broker.committed("group-killed") == 5_000);
            assertThat(keeper.texts()).containsExactlyInAnyOrderElementsOf(numbered(0, 5_000));
            for (int partition = 0; partition < PARTITIONS; partition++) {
                int own = partition;
                assertThat(keeper.texts().stream()
                                .map(text -> Integer.parseInt(text.substring(7)))
                                .filter(number -> number % PARTITIONS == own))
                        .isSorted();
            }
            assertThat(keeper.kept().getFirst().record().origin().source()).isEqualTo("bus:killed");
        }
    }

    @Test
    void a_clean_stop_and_a_start_go_on_behind_the_last_record() throws Exception {
        broker.topic("restarted", PARTITIONS);
        for (int run = 0; run < 3; run++) {
            broker.send("restarted", PARTITIONS, numbered(run * 100, run * 100 + 100));
            try (Keeper keeper = Keeper.open(temp, reading("restarted", 0))) {
                int expected = run * 100 + 100;
                await().atMost(LONG).until(() -> keeper.kept().size() >= expected);
                assertThat(keeper.texts()).containsExactlyInAnyOrderElementsOf(numbered(0, expected));
                keeper.checkpoint();
            }
        }
    }

    @Test
    void the_group_commits_only_what_the_journal_has_forced() throws Exception {
        broker.topic("forced", 1);
        broker.send("forced", 1, numbered(0, 50));
        try (Keeper keeper = Keeper.slow(temp, reading("forced", 0))) {
            await().atMost(LONG).until(() -> keeper.kept().size() == 50);
            await().during(Duration.ofSeconds(2)).until(() -> broker.committed("group-forced") == 0);
            keeper.force();
            await().atMost(LONG).until(() -> broker.committed("group-forced") == 50);
        }
    }

    @Test
    void a_second_member_takes_over_partitions_and_gives_them_back_without_loss_or_repetition() throws Exception {
        broker.topic("shared", PARTITIONS);
        List<String> sent = new ArrayList<>(numbered(0, 400));
        broker.send("shared", PARTITIONS, sent);
        Path other = temp.resolve("other");
        try (Keeper one = Keeper.open(temp.resolve("one"), reading("shared", 0))) {
            await().atMost(LONG).until(() -> one.kept().size() == 400);
            List<String> both;
            try (Keeper two = Keeper.open(other, reading("shared", 0))) {
                await().atMost(LONG).until(() -> broker.shares("group-shared").equals(List.of(2, 2)));
                List<String> more = numbered(400, 1_200);
                sent.addAll(more);
                broker.send("shared", PARTITIONS, more);
                await().atMost(LONG).until(() -> one.kept().size() + two.kept().size() >= 1_200);
                assertThat(two.kept()).hasSize(400);
                both = two.texts();
            }
            List<String> last = numbered(1_200, 1_600);
            sent.addAll(last);
            broker.send("shared", PARTITIONS, last);
            await().atMost(LONG).until(() -> one.kept().size() >= 1_200);
            both.addAll(one.texts());
            assertThat(both).containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    @Test
    void a_broker_that_goes_is_shown_and_its_records_come_when_it_is_back() throws Exception {
        broker.topic("away", 1);
        broker.send("away", 1, numbered(0, 10));
        try (Keeper keeper = Keeper.open(temp, reading("away", 0))) {
            await().atMost(LONG).until(() -> keeper.kept().size() == 10);
            broker.stop();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(keeper.status().problem()).contains("Kafka"));
            broker.start();
            broker.send("away", 1, numbered(10, 20));
            await().atMost(LONG).until(() -> keeper.kept().size() >= 20);
            await().atMost(LONG).until(() -> keeper.status().problem() == null);
            assertThat(keeper.texts()).containsExactlyElementsOf(numbered(0, 20));
        }
    }

    @Test
    void an_empty_topic_a_tombstone_an_empty_record_and_one_of_a_mebibyte_are_no_trouble() throws Exception {
        broker.topic("odd", 1);
        try (Keeper keeper = Keeper.open(temp, reading("odd", 1 << 20))) {
            await().atMost(LONG).until(() -> keeper.status().succeeded() != null);
            assertThat(keeper.status().problem()).isNull();
            byte[] key = "key".getBytes(StandardCharsets.UTF_8);
            byte[] large = new byte[1 << 20];
            new Random(2).nextBytes(large);
            broker.send("odd", key, large);
            broker.send("odd", key, null);
            broker.send("odd", key, new byte[0]);
            broker.send("odd", key, "last".getBytes(StandardCharsets.UTF_8));
            await().atMost(LONG).until(() -> keeper.texts().contains("last"));
            await().atMost(LONG).until(() -> broker.committed("group-odd") == 4);
            assertThat(keeper.kept().getFirst().record().bytes()).isEqualTo(large);
            Set<Integer> lengths = new HashSet<>();
            keeper.kept().forEach(record -> lengths.add(record.record().bytes().length));
            assertThat(lengths).contains(1 << 20, 4);
            assertThat(keeper.status().statistics().cut()).isZero();
        }
        try (Keeper keeper = Keeper.open(temp, reading("odd", 1 << 20))) {
            broker.send("odd", new byte[] {1}, "after".getBytes(StandardCharsets.UTF_8));
            await().atMost(LONG).until(() -> keeper.texts().contains("after"));
            assertThat(keeper.texts()).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_topic_that_is_not_there_is_named_and_not_made() throws Exception {
        try (Keeper keeper = Keeper.open(temp, reading("typo", 0))) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(keeper.status().problem()).contains("no topic 'typo'"));
        }
    }
}
