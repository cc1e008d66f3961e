package dev.vedette.host.ingest.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.Intake;
import dev.vedette.host.ingest.ReceiverCounters;
import dev.vedette.host.ingest.SourceMarks;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.journal.SourceMark;
import dev.vedette.host.store.state.StateStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real HTTP server plays the API; what the journal would keep is kept here. */
class RestPullerTest {
    @TempDir
    Path temp;

    private HttpServer server;
    private StateStore state;
    private SourceMarks marks;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private int room = Integer.MAX_VALUE;

    private interface Api {
        String answer(HttpExchange exchange, Map<String, String> query) throws IOException;
    }

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        state = StateStore.open(temp);
        marks = new SourceMarks(state.marks(), () -> taken.size() + 1L);
    }

    @AfterEach
    void close() {
        server.stop(0);
        state.close();
    }

    private void api(String path, Api api) {
        server.createContext(path, exchange -> {
            Map<String, String> query = new TreeMap<>();
            String text = exchange.getRequestURI().getQuery();
            for (String part : text == null ? new String[0] : text.split("&")) {
                int equals = part.indexOf('=');
                query.put(part.substring(0, equals), part.substring(equals + 1));
            }
            asked.add(exchange.getRequestURI().toString());
            int[] status = {200};
            byte[] body;
            try {
                body = api.answer(exchange, query).getBytes(StandardCharsets.UTF_8);
            } catch (Refusal refusal) {
                status[0] = refusal.status;
                body = new byte[0];
            }
            exchange.sendResponseHeaders(status[0], body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int status;

        Refusal(int status) {
            super(Integer.toString(status));
            this.status = status;
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private final class Door implements Intake {
        @Override
        public @Nullable CompletableFuture<Void> offer(RawRecord record) {
            throw new AssertionError("a connector's record has a mark");
        }

        @Override
        public @Nullable CompletableFuture<Void> offer(RawRecord record, @Nullable SourceMark mark) {
            if (room-- <= 0) {
                throw new IllegalStateException("killed");
            }
            taken.add(new String(record.bytes(), StandardCharsets.UTF_8));
            marks.note(List.of(new JournaledRecord(taken.size(), record, mark)));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onRoom(Runnable once) {
            once.run();
        }

        @Override
        public void dropped(Origin origin, String reason, long records) {}
    }

    private void fetch(RestSettings rest) throws Exception {
        ConnectorSettings settings = new ConnectorSettings("api", null, null, null, null, 0, rest, null, null);
        try (RestPuller puller = new RestPuller(rest)) {
            puller.fetch(new Taking(settings, new Door(), marks, new ReceiverCounters(), Clock.systemUTC()));
        }
    }

    private RestSettings settings(
            String path,
            Map<String, String> query,
            @Nullable RestAuth auth,
            String records,
            @Nullable RestNext next,
            @Nullable RestCursor cursor) {
        return new RestSettings(
                at(path),
                null,
                Map.of(),
                query,
                null,
                auth,
                records,
                next,
                cursor,
                100_000,
                Duration.ofSeconds(5),
                0,
                0);
    }

    private static RestCursor byRecord(@Nullable String id) {
        return new RestCursor(RestCursor.From.RECORD, "at", "2026-01-01", null, id);
    }

    @Test
    void records_come_byte_by_byte_as_the_api_gave_them_and_the_next_fetch_asks_from_where_the_last_ended()
            throws Exception {
        api(
                "/logs",
                (exchange, query) -> query.get("since").equals("2026-01-01")
                        ? "{\"data\":{\"items\":[ {\"at\":\"2026-02-01\", \"n\": 1.50e3},{\"at\":\"2026-02-03\"} ]}}"
                        : "{\"data\":{\"items\":[]}}");
        RestSettings settings =
                settings("/logs", Map.of("since", "{cursor}"), null, "data.items", null, byRecord(null));
        fetch(settings);
        fetch(settings);
        assertThat(taken).containsExactly("{\"at\":\"2026-02-01\", \"n\": 1.50e3}", "{\"at\":\"2026-02-03\"}");
        assertThat(asked).containsExactly("/logs?since=2026-01-01", "/logs?since=2026-02-03");
    }

    @Test
    void a_record_at_the_very_time_of_the_cursor_comes_once_although_the_api_gives_it_again() throws Exception {
        List<String> all = new ArrayList<>(List.of("{\"at\":5,\"id\":\"a\"}", "{\"at\":10,\"id\":\"b\"}"));
        api("/logs", (exchange, query) -> "[" + String.join(",", all) + "]");
        RestSettings settings = settings("/logs", Map.of(), null, "", null, byRecord("id"));
        fetch(settings);
        all.removeFirst();
        all.add("{\"at\":10,\"id\":\"c\"}");
        fetch(settings);
        fetch(settings);
        assertThat(taken)
                .containsExactly("{\"at\":5,\"id\":\"a\"}", "{\"at\":10,\"id\":\"b\"}", "{\"at\":10,\"id\":\"c\"}");
    }

    @Test
    void pages_are_followed_by_link_by_token_and_by_offset() throws Exception {
        api("/linked", (exchange, query) -> {
            int page = Integer.parseInt(query.getOrDefault("p", "0"));
            if (page < 2) {
                exchange.getResponseHeaders()
                        .add("Link", "</linked>; rel=\"self\", </linked?p=" + (page + 1) + ">; rel=\"next\"");
            }
            return "[\"link" + page + "\"]";
        });
        fetch(settings("/linked", Map.of(), null, "", new RestNext(RestNext.From.LINK, null, null), null));
        api(
                "/token",
                (exchange, query) -> query.containsKey("token")
                        ? "{\"items\":[\"token1\"]}"
                        : "{\"items\":[\"token0\"],\"next\":\"a b\"}");
        fetch(settings("/token", Map.of(), null, "items", new RestNext(RestNext.From.REPLY, "next", "token"), null));
        api("/offset", (exchange, query) -> {
            int from = Integer.parseInt(query.getOrDefault("o", "0"));
            return from >= 4 ? "[]" : "[\"offset" + from + "\",\"offset" + (from + 1) + "\"]";
        });
        fetch(settings("/offset", Map.of(), null, "", new RestNext(RestNext.From.OFFSET, null, "o"), null));
        assertThat(taken)
                .containsExactly(
                        "\"link0\"",
                        "\"link1\"",
                        "\"link2\"",
                        "\"token0\"",
                        "\"token1\"",
                        "\"offset0\"",
                        "\"offset1\"",
                        "\"offset2\"",
                        "\"offset3\"");
        assertThat(asked).contains("/token?token=a+b");
    }

    @Test
    void a_name_with_a_dot_in_it_is_found() throws Exception {
        api(
                "/graph",
                (exchange, query) -> query.containsKey("skip")
                        ? "{\"value\":[2]}"
                        : "{\"@odata.nextLink\":\"" + at("/graph?skip=1") + "\",\"value\":[1]}");
        RestNext next = new RestNext(RestNext.From.REPLY, "@odata.nextLink", null);
        fetch(settings("/graph", Map.of(), null, "value", next, null));
        assertThat(taken).containsExactly("1", "2");
    }

    @Test
    void after_a_kill_in_the_middle_of_a_page_every_record_is_there_once() throws Exception {
        api("/logs", (exchange, query) -> {
            int page = Integer.parseInt(query.getOrDefault("p", "0"));
            StringBuilder items = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                items.append(i == 0 ? "" : ",").append(page * 10 + i);
            }
            return "{\"items\":[" + items + "],\"next\":" + (page < 4 ? page + 1 : null) + "}";
        });
        RestSettings settings =
                settings("/logs", Map.of(), null, "items", new RestNext(RestNext.From.REPLY, "next", "p"), null);
        for (int killed = 0; killed < 6; killed++) {
            room = 7;
            assertThatThrownBy(() -> fetch(settings)).hasMessage("killed");
        }
        room = Integer.MAX_VALUE;
        fetch(settings);
        assertThat(taken).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void after_a_kill_pages_by_offset_go_on_where_they_were() throws Exception {
        api("/logs", (exchange, query) -> {
            int from = Integer.parseInt(query.getOrDefault("o", "0"));
            return from >= 40
                    ? "[]"
                    : IntStream.range(from, from + 10)
                            .mapToObj(Integer::toString)
                            .toList()
                            .toString();
        });
        RestSettings settings =
                settings("/logs", Map.of(), null, "", new RestNext(RestNext.From.OFFSET, null, "o"), null);
        room = 25;
        assertThatThrownBy(() -> fetch(settings)).hasMessage("killed");
        room = Integer.MAX_VALUE;
        fetch(settings);
        assertThat(taken).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void a_page_that_is_gone_after_a_kill_is_asked_for_from_its_cursor_again() throws Exception {
        api("/logs", (exchange, query) -> {
            if ("old".equals(query.get("p"))) {
                throw new Refusal(410);
            }
            return "{\"items\":[\"x\"],\"next\":null}";
        });
        marks.move(
                new SourceMark("api/", new RestPosition("c", at("/logs?p=old").toString(), 3, null, List.of()).text()));
        fetch(settings("/logs", Map.of("since", "{cursor}"), null, "items", null, null));
        assertThat(taken).containsExactly("\"x\"");
        assertThat(asked).containsExactly("/logs?p=old", "/logs?since=c");
    }

    @Test
    void client_credentials_become_a_token_that_is_used_again_and_renewed_when_it_is_refused() throws Exception {
        List<String> tokens = new CopyOnWriteArrayList<>();
        api("/token", (exchange, query) -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(form).isEqualTo("grant_type=client_credentials&scope=logs.read");
            assertThat(exchange.getRequestHeaders().getFirst("Authorization")).startsWith("Basic ");
            tokens.add("t" + tokens.size());
            return "{\"access_token\":\"" + tokens.getLast() + "\",\"expires_in\":3600}";
        });
        api("/logs", (exchange, query) -> {
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            if (token.equals("Bearer t0") && asked.size() > 3) {
                throw new Refusal(401);
            }
            return "[\"" + token + "\"]";
        });
        RestAuth auth = new RestAuth(
                RestAuth.Kind.OAUTH2, null, null, null, "s3cret", null, at("/token"), "me", "logs.read", null, false);
        RestSettings settings = settings("/logs", Map.of(), auth, "", null, null);
        ConnectorSettings connector = new ConnectorSettings("api", null, null, null, null, 0, settings, null, null);
        try (RestPuller puller = new RestPuller(settings)) {
            Taking taking = new Taking(connector, new Door(), marks, new ReceiverCounters(), Clock.systemUTC());
            puller.fetch(taking);
            puller.fetch(taking);
            puller.fetch(taking);
        }
        assertThat(taken).containsExactly("\"Bearer t0\"", "\"Bearer t0\"", "\"Bearer t1\"");
        assertThat(settings.auth().toString()).doesNotContain("s3cret");
    }

    @Test
    void the_secret_never_goes_to_another_host_whatever_the_reply_says() {
        api("/logs", (exchange, query) -> "{\"items\":[],\"next\":\"http://evil.example/steal\"}");
        RestAuth auth = new RestAuth(RestAuth.Kind.BEARER, null, null, null, "s", null, null, null, null, null, false);
        assertThatThrownBy(() -> fetch(settings(
                        "/logs", Map.of(), auth, "items", new RestNext(RestNext.From.REPLY, "next", null), null)))
                .hasMessageContaining("another host");
        api("/moved", (exchange, query) -> {
            exchange.getResponseHeaders().add("Location", "http://evil.example/");
            throw new Refusal(302);
        });
        assertThatThrownBy(() -> fetch(settings("/moved", Map.of(), auth, "", null, null)))
                .hasMessageContaining("redirects are not followed");
    }

    @Test
    void an_api_that_asks_for_patience_gets_it_and_then_the_records_come() throws Exception {
        api("/logs", (exchange, query) -> {
            if (asked.size() < 3) {
                exchange.getResponseHeaders().add("Retry-After", "0");
                throw new Refusal(429);
            }
            return "[1]";
        });
        fetch(settings("/logs", Map.of(), null, "", null, null));
        assertThat(taken).containsExactly("1");
        assertThat(asked).hasSize(3);
    }

    @Test
    void a_reply_that_stalls_in_its_body_ends_with_the_timeout() {
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/logs", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        RestSettings whole = settings("/logs", Map.of(), null, "", null, byRecord(null));
        RestSettings hasty = new RestSettings(
                whole.url(),
                null,
                Map.of(),
                Map.of(),
                null,
                null,
                "",
                null,
                byRecord(null),
                100_000,
                Duration.ofMillis(300),
                0,
                0);
        try {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> assertThatThrownBy(() -> fetch(hasty))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("/logs does not answer in full")
                            .hasMessageContaining("rest.timeout"));
        } finally {
            over.countDown();
        }
    }

    @Test
    void what_is_no_json_has_no_list_or_is_too_long_is_said_with_the_key_to_change() {
        api("/html", (exchange, query) -> "<html>");
        assertThatThrownBy(() -> fetch(settings("/html", Map.of(), null, "", null, null)))
                .isInstanceOf(IOException.class);
        api("/other", (exchange, query) -> "{\"things\":[1]}");
        assertThatThrownBy(() -> fetch(settings("/other", Map.of(), null, "items", null, null)))
                .hasMessageContaining("rest.records");
        api("/wide", (exchange, query) -> "[\"" + "x".repeat(5_000) + "\"]");
        RestSettings narrow = new RestSettings(
                at("/wide"), null, Map.of(), Map.of(), null, null, null, null, null, 0, null, 0, 2_000);
        assertThatThrownBy(() -> fetch(narrow)).hasMessageContaining("rest.max-reply-bytes");
        assertThat(taken).isEmpty();
    }
}
