package dev.vedette.acceptance.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vedette.host.ingest.pull.ConnectorSettings;
import dev.vedette.host.ingest.pull.S3Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real S3 server and a real SQS server in this JVM, a real journal. */
@Tag("acceptance")
class S3ConnectorTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

    @TempDir
    Path temp;

    private Bucket bucket;
    private Queue queue;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(temp.resolve("objects"));
        bucket = new Bucket(temp.resolve("objects"));
    }

    @AfterEach
    void stop() throws Exception {
        bucket.close();
        if (queue != null) {
            queue.close();
        }
    }

    private ConnectorSettings listing(String prefix) {
        return settings(new S3Settings(
                Bucket.NAME, prefix, null, null, bucket.endpoint(), Bucket.KEY_ID, Bucket.SECRET, null, null, 0));
    }

    private ConnectorSettings notified() {
        return settings(new S3Settings(
                null, null, queue.address(), null, bucket.endpoint(), Bucket.KEY_ID, Bucket.SECRET, null, null, 0));
    }

    private static ConnectorSettings settings(S3Settings s3) {
        return new ConnectorSettings("cloud", null, null, null, Duration.ofMillis(200), 0, null, null, s3);
    }

    private static String day(int ago) {
        return Instant.now()
                .minus(Duration.ofDays(ago))
                .atOffset(ZoneOffset.UTC)
                .format(DAY);
    }

    private static String lines(String word, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> word + " " + i + "\n").collect(Collectors.joining());
    }

    private static void expect(Keeper keeper, String... texts) {
        await().atMost(LONG).untilAsserted(() -> assertThat(keeper.texts()).contains(texts));
        await().during(Duration.ofMillis(600)).until(() -> keeper.kept().size() == texts.length);
    }

    @Test
    void objects_of_the_days_are_listed_and_late_ones_come_too_all_once() throws Exception {
        bucket.put("audit/" + day(0) + "/a.log", "today 1\ntoday 2\n");
        bucket.put("audit/" + day(1) + "/b.log.gz", Bucket.gzip("yesterday\n"));
        bucket.put("audit/" + day(9) + "/old.log", "long ago\n");
        bucket.put("other/c.log", "somebody else's\n");
        bucket.put("audit/" + day(0) + "/empty.log", "");
        ConnectorSettings settings = listing("audit/{yyyy}/{MM}/{dd}/");
        try (Keeper keeper = Keeper.open(temp, settings)) {
            expect(keeper, "today 1", "today 2", "yesterday");
            bucket.put("audit/" + day(1) + "/0-late.log", "late\n"); // sorts before all that was seen
            expect(keeper, "today 1", "today 2", "yesterday", "late");
            assertThat(keeper.kept().getFirst().record().origin().source()).isEqualTo("cloud:" + Bucket.NAME);
        }
        try (Keeper keeper = Keeper.open(temp, settings)) {
            expect(keeper, "today 1", "today 2", "yesterday", "late");
        }
    }

    @Test
    void cloud_trail_is_taken_apart_and_more_than_a_page_of_keys_is_listed() throws Exception {
        bucket.put("trail.json.gz", Bucket.gzip("{\"Records\":[{\"eventID\":\"1\"},{\"eventID\":\"2\"}]}"));
        for (int i = 0; i < 1_005; i++) {
            bucket.put("many/" + i, "object " + i);
        }
        try (Keeper keeper = Keeper.open(temp, listing(""))) {
            await().atMost(LONG.multipliedBy(3))
                    .untilAsserted(() -> assertThat(keeper.texts()).hasSizeGreaterThanOrEqualTo(1_007));
            assertThat(keeper.texts())
                    .hasSize(1_007)
                    .doesNotHaveDuplicates()
                    .contains("{\"eventID\":\"1\"}", "{\"eventID\":\"2\"}", "object 1004");
        }
    }

    @Test
    void an_object_that_is_left_in_its_middle_again_and_again_comes_once() throws Exception {
        bucket.put("big.log.gz", Bucket.gzip(lines("line", 0, 2_000)));
        for (int end = 0; end < 5; end++) {
            int more = 150 + end;
            try (Keeper keeper = Keeper.dyingAfter(more, temp, listing(""))) {
                int before = keeper.kept().size();
                await().atMost(LONG).until(() -> keeper.kept().size() >= before + more);
                if (end % 2 == 0) {
                    keeper.checkpoint();
                }
            }
        }
        try (Keeper keeper = Keeper.open(temp, listing(""))) {
            await().atMost(LONG).until(() -> keeper.kept().size() >= 2_000);
            assertThat(keeper.texts())
                    .containsExactlyElementsOf(
                            Arrays.asList(lines("line", 0, 2_000).strip().split("\n", -1)));
        }
    }

    @Test
    void an_object_that_is_written_anew_is_read_anew() throws Exception {
        bucket.put("state.log", "first\n");
        try (Keeper keeper = Keeper.open(temp, listing(""))) {
            expect(keeper, "first");
            bucket.put("state.log", "second\n");
            expect(keeper, "first", "second");
        }
    }

    @Test
    void a_damaged_object_gives_what_can_be_read_is_counted_and_does_not_stop_the_others() throws Exception {
        byte[] whole = Bucket.gzip(lines("word of some length " + "x".repeat(50), 0, 20_000));
        bucket.put("a.gz", Arrays.copyOf(whole, whole.length / 2));
        bucket.put("b.log", "good\n");
        try (Keeper keeper = Keeper.open(temp, listing(""))) {
            await().atMost(LONG).until(() -> keeper.texts().contains("good"));
            assertThat(keeper.kept().size()).isGreaterThan(1_000);
            await().atMost(LONG).until(() -> keeper.status().succeeded() != null);
            assertThat(keeper.status().statistics().broken()).isEqualTo(1);
        }
    }

    @Test
    void a_server_that_is_away_is_shown() throws Exception {
        ConnectorSettings settings = listing("");
        bucket.close();
        try (Keeper keeper = Keeper.open(temp, settings)) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(keeper.status().problem()).startsWith("S3: "));
        }
        bucket = new Bucket(temp.resolve("objects")); // for the end of the test
    }

    private static String direct(String key, String tag) {
        return """
            {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventTime":"2026-05-01T10:00:00.000Z",
             "eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"logs"},"object":{"key":"%s","size":10,"eTag":%s}}}]}
            """.formatted(key, tag);
    }

    @Test
    void notifications_of_every_kind_bring_their_objects_and_are_deleted_when_these_are_durable() throws Exception {
        queue = new Queue();
        queue.send("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"logs\"}");
        queue.send(direct("with+space+%2B.log", bucket.put("with space +.log", "direct\n")));
        String inner = direct("sns.log", bucket.put("sns.log", "by sns\n")).replace("\n", " ");
        queue.send("{\"Type\":\"Notification\",\"Message\":\"" + inner.replace("\"", "\\\"") + "\"}");
        String tag = bucket.put("bridge/a b.log", "by eventbridge\n").replace("\"", "");
        queue.send("""
            {"version":"0","detail-type":"Object Created","source":"aws.s3","time":"2026-05-01T10:00:00Z",
             "detail":{"bucket":{"name":"logs"},"object":{"key":"bridge/a b.log","size":15,"etag":"%s"}}}
            """.formatted(tag));
        queue.send("{\"Records\":[{\"eventName\":\"ObjectRemoved:Delete\",\"s3\":{}}]}");
        queue.send(direct("gone.log", "\"0123\""));
        try (Keeper keeper = Keeper.slow(temp, notified())) {
            await().atMost(LONG).until(() -> !keeper.kept().isEmpty());
            await().during(Duration.ofSeconds(2)).until(() -> queue.messages() >= 4); // nothing is durable yet
            keeper.force();
            expect(keeper, "direct", "by sns", "by eventbridge");
            await().atMost(LONG).until(() -> queue.messages() == 0);
            assertThat(keeper.status().statistics().broken()).isEqualTo(1); // the one that was gone
            queue.send(direct("sns.log", "\"" + tagOf("by sns\n") + "\"")); // delivered again, as SQS may
            await().atMost(LONG).until(() -> queue.messages() == 0);
            expect(keeper, "direct", "by sns", "by eventbridge");
        }
    }

    private String tagOf(String content) {
        return bucket.put("copy", content).replace("\"", "");
    }

    @Test
    void somebody_elses_message_stays_in_the_queue_is_shown_and_holds_up_nobody() throws Exception {
        queue = new Queue();
        queue.send("{\"order\":17}");
        queue.send("no json");
        queue.send(direct("a.log", bucket.put("a.log", "mine\n")));
        try (Keeper keeper = Keeper.open(temp, notified())) {
            await().atMost(LONG).until(() -> keeper.texts().contains("mine"));
            await().atMost(LONG).until(() -> keeper.status().statistics().broken() >= 2);
            await().atMost(LONG).until(() -> queue.messages() == 2);
        }
    }

    @Test
    void an_object_that_was_written_anew_before_its_message_came_is_not_read_under_the_old_name() throws Exception {
        queue = new Queue();
        String first = bucket.put("a.log", "first\n");
        String second = bucket.put("a.log", "second\n");
        queue.send(direct("a.log", first));
        queue.send(direct("a.log", second));
        try (Keeper keeper = Keeper.open(temp, notified())) {
            expect(keeper, "second");
            await().atMost(LONG).until(() -> queue.messages() == 0);
        }
    }

    @Test
    void the_secret_is_checked_by_the_server() throws Exception {
        S3Settings wrong =
                new S3Settings(Bucket.NAME, "", null, null, bucket.endpoint(), Bucket.KEY_ID, "guessed", null, null, 0);
        try (Keeper keeper = Keeper.open(temp, settings(wrong))) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(keeper.status().problem()).contains("403"));
        }
        assertThat(List.of(wrong.toString())).noneMatch(text -> text.contains("guessed"));
    }
}
