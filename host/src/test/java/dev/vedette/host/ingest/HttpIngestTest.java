package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HttpIngestTest extends ReceiverTesting {
    private static final int MAX_RECORD = 1_000;
    private static final int MAX_BODY = 2_000_000;
    private static final ReceiverSettings SETTINGS = ReceiverSettings.of("http", ReceiverType.HTTP, 0)
            .withLimits(new LimitSettings(MAX_RECORD, Duration.ofMinutes(1), 10))
            .withHttp(new HttpSettings(ReceiverAuth.NONE, false, MAX_BODY));

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private record Answer(int status, JsonObject body, HttpResponse<String> response) {
        long accepted() {
            return body.getLong("accepted");
        }

        String error() {
            return body.getString("error", "");
        }
    }

    private CompletableFuture<Answer> sendLater(Receiver receiver, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.port() + "/"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), new JsonObject(response.body()), response));
    }

    private Answer send(Receiver receiver, byte[] body, String... headers) throws Exception {
        return sendLater(receiver, body, headers).get(20, TimeUnit.SECONDS);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void lines_are_records() throws Exception {
        Receiver receiver = start(SETTINGS);
        Answer answer = send(
                receiver, utf8("{\"a\":1}\n\n{\"a\":2}\r\nplain text"), "Content-Type", "application/x-ndjson; x=y");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.accepted()).isEqualTo(3);
        assertThat(intake.texts()).containsExactly("{\"a\":1}", "{\"a\":2}", "plain text");
        assertThat(intake.records().get(0).origin().source()).isEqualTo("http@127.0.0.1");
    }

    @Test
    void json_is_taken_apart() throws Exception {
        Receiver receiver = start(SETTINGS);
        Answer answer =
                send(receiver, utf8("[{\"a\":1},\n{\"a\":[2]}]\n{\"a\":\n3}"), "Content-Type", "application/json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(intake.texts()).containsExactly("{\"a\":1}", "{\"a\":[2]}", "{\"a\":\n3}");
    }

    @Test
    void an_empty_body_holds_no_record() throws Exception {
        Receiver receiver = start(SETTINGS);
        assertThat(send(receiver, new byte[0]).accepted()).isZero();
        assertThat(send(receiver, new byte[0], "Content-Encoding", "gzip").status())
                .isEqualTo(200);
    }

    @Test
    void gzip_is_unpacked_whatever_its_members() throws Exception {
        Receiver receiver = start(SETTINGS);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(gzip(utf8("one\ntwo\nthr")));
        members.write(gzip(utf8("ee\nfour")));
        Answer answer = send(receiver, members.toByteArray(), "Content-Encoding", "gzip");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(intake.texts()).containsExactly("one", "two", "three", "four");
    }

    @Test
    void the_answer_comes_only_when_all_is_durable() throws Exception {
        Receiver receiver = start(SETTINGS);
        intake.durable(false);
        CompletableFuture<Answer> answer = sendLater(receiver, utf8("one\ntwo\n"));
        awaitRecords(2);
        Thread.sleep(100);
        assertThat(answer).isNotDone();
        intake.sync(null);
        assertThat(answer.get(10, TimeUnit.SECONDS).accepted()).isEqualTo(2);
    }

    @Test
    void a_failing_disk_is_answered_503() throws Exception {
        Receiver receiver = start(SETTINGS);
        intake.durable(false);
        CompletableFuture<Answer> answer = sendLater(receiver, utf8("one\ntwo\n"));
        awaitRecords(2);
        intake.sync(new IOException("disk full"));
        assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(503);
        assertThat(answer.join().accepted()).isZero();
        assertThat(answer.join().response().headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void a_full_intake_is_answered_429_before_anything_was_taken() throws Exception {
        Receiver receiver = start(SETTINGS);
        intake.room(0);
        Answer answer = send(receiver, utf8("one\ntwo\n"));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.accepted()).isZero();
        assertThat(answer.response().headers().firstValue("Retry-After")).contains("1");
        intake.room(10);
        assertThat(send(receiver, utf8("one\ntwo\n")).accepted()).isEqualTo(2);
        assertThat(intake.texts()).containsExactly("one", "two");
    }

    @Test
    void an_intake_that_stays_full_is_answered_429_with_the_number_taken() throws Exception {
        Receiver receiver = start(SETTINGS);
        intake.room(3);
        Answer answer = send(receiver, utf8("one\ntwo\nthree\nfour\nfive"));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.accepted()).isEqualTo(3);
        assertThat(intake.texts()).containsExactly("one", "two", "three");
        intake.room(10);
        assertThat(send(receiver, utf8("four\nfive")).accepted()).isEqualTo(2);
        assertThat(intake.texts()).containsExactly("one", "two", "three", "four", "five");
    }

    @Test
    void a_slow_intake_holds_the_sender_back_and_loses_nothing() throws Exception {
        Receiver receiver = start(SETTINGS);
        List<String> sent =
                IntStream.range(0, 100_000).mapToObj(i -> "line " + i).toList();
        intake.room(10);
        CompletableFuture<Answer> answer = sendLater(receiver, utf8(String.join("\n", sent)));
        awaitRecords(10);
        while (!answer.isDone()) {
            intake.room(5_000);
            Thread.sleep(3);
        }
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().accepted()).isEqualTo(100_000);
        assertThat(intake.texts()).isEqualTo(sent);
    }

    @Test
    void a_record_that_is_too_long_is_answered_413_with_the_number_before_it() throws Exception {
        Receiver receiver = start(SETTINGS);
        String long1 = "x".repeat(MAX_RECORD + 1);
        Answer lines = send(receiver, utf8("one\ntwo\n" + long1 + "\nafter\n"));
        assertThat(lines.status()).isEqualTo(413);
        assertThat(lines.accepted()).isEqualTo(2);
        Answer json = send(receiver, utf8("[{\"a\":1},{\"b\":\"" + long1 + "\"}]"), "Content-Type", "application/json");
        assertThat(json.status()).isEqualTo(413);
        assertThat(json.accepted()).isEqualTo(1);
        assertThat(intake.texts()).containsExactly("one", "two", "{\"a\":1}");
    }

    @Test
    void a_body_that_is_too_long_is_answered_413() throws Exception {
        Receiver receiver = start(SETTINGS);
        Answer answer = send(receiver, utf8("0123456789\n".repeat(MAX_BODY / 10)));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.accepted()).isEqualTo(intake.size()).isLessThan(MAX_BODY / 11 + 1);
    }

    @Test
    void a_gzip_bomb_is_stopped_at_the_limit() throws Exception {
        Receiver receiver = start(SETTINGS);
        byte[] bomb = gzip(new byte[300_000_000]);
        assertThat(bomb.length).isLessThan(MAX_BODY);
        Answer answer = send(receiver, bomb, "Content-Encoding", "gzip");
        assertThat(answer.status()).isEqualTo(413);
        byte[] lines = gzip(utf8("a\n".repeat(20_000_000)));
        assertThat(send(receiver, lines, "Content-Encoding", "gzip").status()).isEqualTo(413);
        assertThat(intake.size()).isLessThanOrEqualTo(MAX_BODY / 2);
    }

    @Test
    void broken_gzip_and_broken_json_are_answered_400() throws Exception {
        Receiver receiver = start(SETTINGS);
        byte[] whole = gzip(utf8("one\ntwo\n"));
        byte[] cut = Arrays.copyOf(whole, whole.length - 5);
        assertThat(send(receiver, cut, "Content-Encoding", "gzip").status()).isEqualTo(400);
        byte[] damaged = whole.clone();
        damaged[damaged.length - 6] ^= 1;
        assertThat(send(receiver, damaged, "Content-Encoding", "gzip").error()).contains("checksum");
        assertThat(send(receiver, utf8("no gzip"), "Content-Encoding", "gzip").status())
                .isEqualTo(400);
        Answer json = send(receiver, utf8("{\"a\":1} oops"), "Content-Type", "application/json");
        assertThat(json.status()).isEqualTo(400);
        assertThat(json.accepted()).isEqualTo(1);
        assertThat(send(receiver, utf8("{\"a\":"), "Content-Type", "application/json")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void what_is_not_known_is_refused_by_name() throws Exception {
        Receiver receiver = start(SETTINGS);
        assertThat(send(receiver, utf8("x"), "Content-Type", "image/png").status())
                .isEqualTo(415);
        assertThat(send(receiver, utf8("x"), "Content-Encoding", "br").status()).isEqualTo(415);
        HttpResponse<String> get = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.port() + "/"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void a_sender_that_breaks_off_leaves_whole_lines_only() throws Exception {
        Receiver receiver = start(SETTINGS);
        try (Socket socket = connect(receiver)) {
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\none\ntwo\nthr"
                            .getBytes(StandardCharsets.US_ASCII));
            awaitRecords(2);
        }
        await().until(() -> receiver.statistics().connections() == 0);
        assertThat(intake.texts()).containsExactly("one", "two");
    }
}
