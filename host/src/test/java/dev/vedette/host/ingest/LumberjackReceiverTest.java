package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LumberjackReceiverTest extends ReceiverTesting {
    private static final ReceiverSettings SETTINGS =
            ReceiverSettings.of("beats", ReceiverType.LUMBERJACK, 0).withClient("acme");

    private static List<String> events(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"message\":\"" + name + " " + i + "\"}")
                .toList();
    }

    @Test
    void windows_plain_and_compressed_are_acknowledged_by_their_last_number() throws IOException {
        Receiver receiver = start(SETTINGS);
        try (Beat beat = new Beat(connect(receiver))) {
            beat.send(Beat.window(2));
            beat.send(Beat.events(events("plain", 2)));
            assertThat(beat.acknowledged()).isEqualTo(2);
            beat.sendWindow(events("packed", 2_048));
            assertThat(beat.acknowledged()).isEqualTo(2_048);
        }
        assertThat(intake.texts().subList(0, 2)).isEqualTo(events("plain", 2));
        assertThat(intake.texts().subList(2, 2_050)).isEqualTo(events("packed", 2_048));
        assertThat(intake.records().get(0).origin().client()).isEqualTo("acme");
        assertThat(intake.records().get(0).origin().source()).isEqualTo("beats@127.0.0.1");
    }

    @Test
    void a_stream_torn_anywhere_is_read_the_same() throws IOException {
        Receiver receiver = start(SETTINGS);
        Random random = new Random(9);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            stream.writeBytes(Beat.window(50));
            byte[] frames = Beat.events(events("torn " + i, 50));
            stream.writeBytes(i % 2 == 0 ? frames : Beat.compressed(frames));
        }
        byte[] bytes = stream.toByteArray();
        try (Beat beat = new Beat(connect(receiver))) {
            for (int from = 0; from < bytes.length; ) {
                int count = Math.min(bytes.length - from, 1 + random.nextInt(200));
                byte[] piece = new byte[count];
                System.arraycopy(bytes, from, piece, 0, count);
                beat.send(piece);
                from += count;
            }
            for (int i = 0; i < 20; i++) {
                assertThat(beat.acknowledged()).isEqualTo(50);
            }
        }
        assertThat(intake.texts())
                .isEqualTo(IntStream.range(0, 20)
                        .mapToObj(i -> events("torn " + i, 50))
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void nothing_is_acknowledged_before_it_is_durable_but_the_sender_is_told_that_somebody_is_alive()
            throws IOException {
        intake.durable(false);
        Receiver receiver = start(SETTINGS);
        try (Beat beat = new Beat(connect(receiver))) {
            beat.send(Beat.window(3));
            beat.send(Beat.events(events("slow", 2)));
            awaitRecords(2);
            assertThat(beat.silent(3_500)).as("the window is not complete").isTrue();
            beat.send(Beat.event(3, "{}"));
            awaitRecords(3);
            assertThat(beat.acknowledged()).as("alive").isZero();
            intake.sync(null);
            int answer = beat.acknowledged();
            assertThat(answer == 0 ? beat.acknowledged() : answer).isEqualTo(3);
        }
    }

    @Test
    void what_cannot_be_made_durable_ends_the_connection_without_an_answer() throws IOException {
        intake.durable(false);
        Receiver receiver = start(SETTINGS);
        try (Beat beat = new Beat(connect(receiver))) {
            beat.sendWindow(events("lost", 2));
            awaitRecords(2);
            intake.sync(new IOException("disk"));
            assertThat(beat.closed()).isTrue();
        }
    }

    @Test
    void a_full_intake_holds_the_sender_back_and_keeps_order() throws Exception {
        Receiver receiver = start(SETTINGS);
        intake.room(10);
        try (Beat beat = new Beat(connect(receiver))) {
            beat.sendWindow(events("held", 1_000));
            await().until(() -> intake.refusals() > 0);
            assertThat(beat.acknowledged()).as("alive while it waits").isZero();
            Random random = new Random(1);
            while (intake.size() < 1_000) {
                intake.room(1 + random.nextInt(100));
                Thread.yield();
            }
            int answer = beat.acknowledged();
            assertThat(answer == 0 ? beat.acknowledged() : answer).isEqualTo(1_000);
        }
        assertThat(intake.texts()).isEqualTo(events("held", 1_000));
        assertThat(intake.dropped()).isZero();
    }

    @Test
    void an_event_beyond_the_limit_is_cut_and_its_window_acknowledged_all_the_same() throws IOException {
        Receiver receiver = start(SETTINGS.withLimits(new LimitSettings(1_000, Duration.ofMinutes(1), 10)));
        try (Beat beat = new Beat(connect(receiver))) {
            beat.sendWindow(List.of("{\"m\":\"" + "x".repeat(1 << 20) + "\"}", "{}"));
            assertThat(beat.acknowledged()).isEqualTo(2);
        }
        assertThat(intake.records().get(0).bytes()).hasSize(1_000);
        assertThat(intake.texts().get(1)).isEqualTo("{}");
        assertThat(receiver.statistics().cut()).isEqualTo(1);
    }

    @Test
    void senders_that_do_not_follow_the_protocol_are_cut_off_and_counted() throws IOException {
        Receiver receiver = start(SETTINGS.withHttp(new HttpSettings(null, false, 1_000_000)));
        byte[] damaged = Beat.compressed(Beat.events(events("x", 50)));
        damaged[20] ^= 0x55;
        List<byte[]> streams = List.of(
                utf8("GET / HTTP/1.1\r\n\r\n"),
                new byte[] {'1', 'W', 0, 0, 0, 1},
                Beat.event(1, "{}"),
                concat(Beat.window(2), Beat.event(1, "{}"), Beat.window(2)),
                concat(Beat.window(1), Beat.event(1, "{}"), Beat.event(2, "{}")),
                concat(Beat.window(1), Beat.compressed(Beat.compressed(Beat.event(1, "{}")))),
                concat(Beat.window(1), Beat.compressed(Beat.window(1))),
                concat(Beat.window(50), damaged),
                concat(Beat.window(1), Beat.compressed(Beat.event(1, "x".repeat(10_000_000)))));
        int count = 0;
        for (byte[] stream : streams) {
            try (Beat beat = new Beat(connect(receiver))) {
                beat.send(stream);
                int expected = ++count;
                await("stream " + count).until(() -> receiver.statistics().broken() == expected);
            }
        }
        await().until(() -> receiver.statistics().connections() == 0);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void a_sender_that_breaks_off_leaves_no_half_event_and_no_connection() throws IOException {
        Receiver receiver = start(SETTINGS);
        byte[] whole = concat(Beat.window(2), Beat.event(1, "{\"a\":1}"), Beat.event(2, "{\"a\":2}"));
        for (int cut = 1; cut < whole.length; cut++) {
            try (Beat beat = new Beat(connect(receiver))) {
                byte[] part = new byte[cut];
                System.arraycopy(whole, 0, part, 0, cut);
                beat.send(part);
            }
        }
        await().until(() -> receiver.statistics().connections() == 0);
        assertThat(intake.texts()).allMatch(text -> text.equals("{\"a\":1}"));
        assertThat(intake.dropped()).isZero();
    }

    @Test
    void a_stop_answers_what_is_durable_and_ends_in_time() throws IOException {
        Receiver receiver = start(SETTINGS);
        intake.durable(false);
        try (Beat beat = new Beat(connect(receiver))) {
            beat.sendWindow(events("last", 5));
            awaitRecords(5);
            Thread closing = new Thread(receiver::close);
            closing.start();
            intake.sync(null);
            int answer = beat.acknowledged();
            assertThat(answer == 0 ? beat.acknowledged() : answer).isEqualTo(5);
            assertThat(beat.closed()).isTrue();
        }
    }

    @Test
    void a_silent_sender_is_closed_and_one_that_waits_for_us_is_not() throws Exception {
        Receiver receiver =
                start(SETTINGS.withLimits(new LimitSettings(1_000, Duration.ofMillis(200), 10)), Clock.systemUTC());
        try (Beat silent = new Beat(connect(receiver))) {
            silent.send(Beat.window(2));
            assertThat(silent.closed()).isTrue();
        }
        intake.durable(false);
        try (Beat waiting = new Beat(connect(receiver))) {
            waiting.sendWindow(events("w", 1));
            awaitRecords(1);
            Thread.sleep(800);
            intake.sync(null);
            int answer = waiting.acknowledged();
            assertThat(answer == 0 ? waiting.acknowledged() : answer).isEqualTo(1);
        }
    }
}
