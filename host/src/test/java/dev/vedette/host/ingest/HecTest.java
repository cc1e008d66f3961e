package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class HecTest extends HttpTesting {
    private static final String EVENT = "/services/collector/event";
    private static final String[] TOKEN = {"Authorization", "Splunk " + SECRET};
    private static final ReceiverSettings SETTINGS = ReceiverSettings.of("hec", ReceiverType.HEC, 0)
            .withLimits(new LimitSettings(1_000, Duration.ofMinutes(1), 10))
            .withHttp(new HttpSettings(null, false, 1_000_000));

    private Receiver receiver() {
        return start(SETTINGS, CLOCK, ONE);
    }

    private Answer send(Receiver receiver, String path, String body) throws Exception {
        return call(receiver, "POST", path, body, TOKEN);
    }

    @Test
    void events_are_records_in_their_envelopes_and_belong_to_the_token() throws Exception {
        Receiver receiver = receiver();
        Answer answer =
                send(receiver, EVENT, "{\"event\":\"one\",\"host\":\"web1\"}{\"event\":{\"a\":1}}\n{\"event\":2}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"text\":\"Success\",\"code\":0}");
        assertThat(intake.texts())
                .containsExactly(
                        "{\"event\":\"one\",\"host\":\"web1\"}",
                        "{\"host\":\"web1\",\"event\":{\"a\":1}}",
                        "{\"host\":\"web1\",\"event\":2}");
        RawRecord first = intake.records().getFirst();
        assertThat(first.origin().client()).isEqualTo("acme");
        assertThat(first.origin().token()).isEqualTo("t1");
        assertThat(first.origin().source()).isEqualTo("hec@web1");
        assertThat(first.origin().envelope()).isEqualTo("hec");
    }

    @Test
    void metadata_holds_for_the_events_behind_it_until_they_say_otherwise() throws Exception {
        send(receiver(), EVENT, """
                {"time":1.5,"host":"a","sourcetype":"s","fields":{"f":"1"},"event":"e1"}
                {"host":"b","event":"e2"}
                {"time":"2","event":"e3"}""");
        assertThat(intake.texts())
                .containsExactly(
                        "{\"time\":1.5,\"host\":\"a\",\"sourcetype\":\"s\",\"fields\":{\"f\":\"1\"},\"event\":\"e1\"}",
                        "{\"time\":1.5,\"sourcetype\":\"s\",\"fields\":{\"f\":\"1\"},\"host\":\"b\",\"event\":\"e2\"}",
                        "{\"host\":\"b\",\"sourcetype\":\"s\",\"fields\":{\"f\":\"1\"},\"time\":\"2\",\"event\":\"e3\"}");
        assertThat(intake.records().get(2).origin().source()).isEqualTo("hec@b");
    }

    @Test
    void raw_lines_are_records_and_their_metadata_stands_in_the_address() throws Exception {
        Receiver receiver = receiver();
        assertThat(send(receiver, "/services/collector/raw", "line 1\r\nline \"2\"")
                        .status())
                .isEqualTo(200);
        send(receiver, "/services/collector/raw/1.0?host=fw&sourcetype=asa&channel=c1", "%ASA-6 \"x\"");
        assertThat(intake.texts())
                .containsExactly(
                        "line 1",
                        "line \"2\"",
                        "{\"host\":\"fw\",\"sourcetype\":\"asa\",\"event\":\"%ASA-6 \\\"x\\\"\"}");
        assertThat(intake.records().get(0).origin().envelope()).isNull();
        assertThat(intake.records().get(2).origin().source()).isEqualTo("hec@fw");
    }

    @Test
    void what_the_token_is_bound_to_stands() throws Exception {
        Receiver receiver = start(SETTINGS, CLOCK, BOUND);
        send(receiver, EVENT, "{\"event\":\"one\",\"host\":\"web1\"}");
        assertThat(intake.records().getFirst().origin().source()).isEqualTo("dmz");
        assertThat(intake.records().getFirst().origin().parser()).isEqualTo("acme.wall");
    }

    @Test
    void who_shows_no_good_token_is_turned_away_with_splunks_codes() throws Exception {
        Receiver receiver = receiver();
        String event = "{\"event\":\"x\"}";
        Answer none = call(receiver, "POST", EVENT, event);
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.json().getInteger("code")).isEqualTo(2);
        assertThat(call(receiver, "POST", EVENT, event, "Authorization", "Wrong x")
                        .json()
                        .getInteger("code"))
                .isEqualTo(3);
        Answer wrong = call(receiver, "POST", EVENT, event, "Authorization", "Splunk wrong");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.json().getInteger("code")).isEqualTo(4);
        Answer query = call(receiver, "POST", EVENT + "?token=" + SECRET, event);
        assertThat(query.status()).isEqualTo(400);
        assertThat(query.json().getInteger("code")).isEqualTo(16);
        assertThat(intake.size()).isZero();
        assertThat(receiver.statistics().refused()).isEqualTo(4);
    }

    @Test
    void basic_and_where_allowed_the_address_carry_the_token_too() throws Exception {
        Receiver receiver = start(SETTINGS.withHttp(new HttpSettings(null, true, 0)), CLOCK, ONE);
        String basic = Base64.getEncoder().encodeToString(utf8("x:" + SECRET));
        assertThat(call(receiver, "POST", EVENT, "{\"event\":1}", "Authorization", "Basic " + basic)
                        .status())
                .isEqualTo(200);
        assertThat(call(receiver, "POST", EVENT + "?token=" + SECRET, "{\"event\":2}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void without_auth_everybody_sends_for_the_client_of_the_receiver() throws Exception {
        Receiver receiver =
                start(SETTINGS.withClient("lab").withHttp(new HttpSettings(ReceiverAuth.NONE, false, 0)), CLOCK, ONE);
        assertThat(call(receiver, "POST", "/services/collector", "{\"event\":1}")
                        .status())
                .isEqualTo(200);
        assertThat(intake.records().getFirst().origin().client()).isEqualTo("lab");
    }

    @Test
    void health_and_options_are_answered_to_anybody() throws Exception {
        Receiver receiver = receiver();
        for (String path : List.of("/services/collector/health", "/services/collector/health/1.0", "/health")) {
            assertThat(call(receiver, "GET", path, "").text()).isEqualTo("{\"text\":\"HEC is healthy\",\"code\":17}");
        }
        assertThat(call(receiver, "OPTIONS", EVENT + "/1.0", "").status()).isEqualTo(200);
        assertThat(call(receiver, "GET", EVENT, "", TOKEN).status()).isEqualTo(405);
        assertThat(call(receiver, "POST", "/services/other", "", TOKEN).status())
                .isEqualTo(404);
    }

    @Test
    void acknowledgements_are_told_once_and_by_channel() throws Exception {
        Receiver receiver = receiver();
        String channel = "?channel=11111111-1111-1111-1111-111111111111";
        assertThat(send(receiver, EVENT + channel, "{\"event\":1}").json().getInteger("ackId"))
                .isZero();
        assertThat(send(receiver, EVENT + channel, "{\"event\":2}").json().getInteger("ackId"))
                .isEqualTo(1);
        String ack = "/services/collector/ack";
        assertThat(send(receiver, ack + channel, "{\"acks\":[0,1,2]}").text())
                .isEqualTo("{\"acks\":{\"0\":true,\"1\":true,\"2\":false}}");
        assertThat(send(receiver, ack + channel, "{\"acks\":[0]}").text()).isEqualTo("{\"acks\":{\"0\":false}}");
        assertThat(send(receiver, ack, "{\"acks\":[0]}").json().getInteger("code"))
                .isEqualTo(10);
        assertThat(send(receiver, ack + channel, "[").json().getInteger("code")).isEqualTo(6);
        assertThat(send(receiver, EVENT + "?channel=a_b", "{\"event\":1}")
                        .json()
                        .getInteger("code"))
                .isEqualTo(11);
    }

    @Test
    void what_is_broken_is_answered_with_its_number_and_what_came_before_it_is_kept() throws Exception {
        Receiver receiver = receiver();
        Answer broken = send(receiver, EVENT, "{\"event\":\"good\"}{\"event\":oops}{\"event\":\"after\"}");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.json().getInteger("code")).isEqualTo(6);
        assertThat(broken.json().getInteger("invalid-event-number")).isEqualTo(1);
        assertThat(intake.texts()).containsExactly("{\"event\":\"good\"}");
        assertThat(send(receiver, EVENT, "{\"event\":\"torn").json().getInteger("code"))
                .isEqualTo(6);
        assertThat(send(receiver, EVENT, "{\"host\":\"x\"}").json().getInteger("code"))
                .isEqualTo(12);
        assertThat(send(receiver, EVENT, "{\"event\":\"\"}").json().getInteger("code"))
                .isEqualTo(13);
        assertThat(send(receiver, EVENT, "{\"event\":1,\"fields\":7}").json().getInteger("code"))
                .isEqualTo(15);
        assertThat(send(receiver, EVENT, "").json().getInteger("code")).isEqualTo(5);
        assertThat(send(receiver, EVENT, "{\"event\":\"" + "x".repeat(1_000) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void compressed_bodies_are_unpacked_within_the_limit() throws Exception {
        Receiver receiver = receiver();
        byte[] event = utf8("{\"event\":\"packed\"}");
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(event);
        }
        byte[] zstd = com.github.luben.zstd.Zstd.compress(event);
        assertThat(packed(receiver, "gzip", gzip(event)).status()).isEqualTo(200);
        assertThat(packed(receiver, "deflate", deflated.toByteArray()).status()).isEqualTo(200);
        assertThat(packed(receiver, "zstd", zstd).status()).isEqualTo(200);
        assertThat(intake.size()).isEqualTo(3);
        byte[] bomb = utf8(" ".repeat(50_000_000));
        assertThat(packed(receiver, "gzip", gzip(bomb)).status()).isEqualTo(413);
        assertThat(packed(receiver, "zstd", com.github.luben.zstd.Zstd.compress(bomb))
                        .status())
                .isEqualTo(413);
        byte[] whole = gzip(event);
        assertThat(packed(receiver, "gzip", java.util.Arrays.copyOf(whole, whole.length - 3))
                        .status())
                .isEqualTo(400);
        assertThat(packed(receiver, "zstd", java.util.Arrays.copyOf(zstd, zstd.length - 3))
                        .status())
                .isEqualTo(400);
        assertThat(packed(receiver, "zstd", event).status()).isEqualTo(400);
        assertThat(packed(receiver, "deflate", event).status()).isEqualTo(400);
        assertThat(packed(receiver, "br", event).status()).isEqualTo(415);
    }

    private Answer packed(Receiver receiver, String encoding, byte[] body) throws Exception {
        return call(receiver, "POST", EVENT, body, TOKEN[0], TOKEN[1], "Content-Encoding", encoding);
    }

    @Test
    void the_answer_waits_for_the_disk_and_a_full_queue_is_a_busy_server() throws Exception {
        Receiver receiver = receiver();
        intake.durable(false);
        CompletableFuture<Answer> answer = later(receiver, "POST", EVENT, utf8("{\"event\":1}"), TOKEN);
        awaitRecords(1);
        assertThat(answer).isNotDone();
        intake.sync(null);
        assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        CompletableFuture<Answer> failing = later(receiver, "POST", EVENT, utf8("{\"event\":1}"), TOKEN);
        awaitRecords(2);
        intake.sync(new IOException("disk full"));
        assertThat(failing.get(10, TimeUnit.SECONDS).json().getInteger("code")).isEqualTo(9);
        intake.room(0);
        Answer busy = send(receiver, EVENT, "{\"event\":1}");
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.json().getInteger("code")).isEqualTo(9);
        assertThat(busy.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void bytes_that_are_no_utf_8_are_kept_as_raw_lines() throws Exception {
        Receiver receiver = receiver();
        byte[] latin = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        call(receiver, "POST", "/services/collector/raw", latin, TOKEN);
        assertThat(intake.records().getFirst().bytes()).isEqualTo(latin);
        call(receiver, "POST", "/services/collector/raw?host=h", latin, TOKEN);
        assertThat(intake.texts().get(1)).isEqualTo("{\"host\":\"h\",\"event\":\"caf\u00e9\"}");
    }
}
