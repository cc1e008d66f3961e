package dev.vedette.host.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.ingest.Intake;
import dev.vedette.host.store.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private StateStore state;
    private Sources sources;
    private final Wall wall = new Wall();
    private long nanos;
    private final Notices notices = new Notices();
    private final List<String> parsedAgain = new ArrayList<>();

    /** A wall clock that can jump apart from the host's own time. */
    private static final class Wall extends Clock {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** The journal's door: keeps what the host says. */
    private static final class Notices implements Intake {
        final List<RawRecord> records = new ArrayList<>();
        boolean full;

        @Override
        public @Nullable CompletableFuture<Void> offer(RawRecord record) {
            if (full) {
                return null;
            }
            records.add(record);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onRoom(Runnable once) {
            once.run();
        }

        @Override
        public void dropped(Origin origin, String reason, long count) {
            throw new AssertionError("nothing is dropped here");
        }

        List<String> actions() throws IOException {
            List<String> actions = new ArrayList<>();
            for (RawRecord record : records) {
                JsonNode json = new ObjectMapper().readTree(record.bytes());
                actions.add(json.at("/event/action").asText() + " "
                        + json.at("/vedette/source/source").asText());
            }
            return actions;
        }
    }

    @BeforeEach
    void open() throws IOException {
        state = StateStore.open(folder);
        sources = start(SourceSettings.DEFAULT);
    }

    @AfterEach
    void close() {
        state.close();
    }

    private Sources start(SourceSettings settings) {
        Sources started = new Sources(settings, state.sources(), new NoticeSender(notices, wall), wall, () -> nanos);
        started.onRecognised((source, since) -> parsedAgain.add(source.source() + " since " + since));
        return started;
    }

    private void passes(Duration time) {
        nanos += time.toNanos();
        wall.now = wall.now.plus(time);
    }

    private RawRecord record(String sender) {
        Origin origin =
                Origin.of("acme", "syslog-udp").sender(IpAddress.parse(sender)).build();
        return new RawRecord("x".getBytes(StandardCharsets.UTF_8), wall.now, origin);
    }

    private void sends(String sender, int records, Duration every) {
        for (int i = 0; i < records; i++) {
            sources.heard(record(sender), "cisco.asa", Reading.UNDERSTOOD);
            passes(every);
        }
    }

    private Source only() {
        List<Source> all = sources.list(ClientScope.of("acme"));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void a_source_is_recognised_after_enough_records_of_one_format_and_named_by_type_and_address() throws IOException {
        sends("10.0.0.5", 20, SECOND);
        sources.sweep();
        Source source = only();
        assertThat(source.name()).isEqualTo("cisco.asa @ 10.0.0.5");
        assertThat(source.types()).extracting(Source.Type::parser).containsExactly("cisco.asa");
        assertThat(notices.actions())
                .as("events of clients are counted; this adds none")
                .isEmpty();
        assertThat(parsedAgain).as("everything of it was understood at once").isEmpty();
    }

    @Test
    void what_came_before_the_recognition_and_was_not_understood_is_parsed_again_once() {
        for (int i = 0; i < 10; i++) {
            sources.heard(record("10.0.0.5"), null, Reading.UNPARSED);
            passes(SECOND);
        }
        sends("10.0.0.5", 20, SECOND);
        sources.sweep();
        sources.sweep();
        assertThat(parsedAgain).containsExactly("syslog-udp@10.0.0.5 since " + wall.now.minus(Duration.ofDays(1)));
    }

    @Test
    void a_format_that_is_rare_among_the_records_of_a_source_is_not_recognised() {
        for (int i = 0; i < 2_000; i++) {
            boolean lucky = i % 50 == 0;
            sources.heard(
                    record("10.0.0.5"), lucky ? "cisco.asa" : null, lucky ? Reading.UNDERSTOOD : Reading.UNPARSED);
        }
        sources.sweep();
        assertThat(only().types()).isEmpty();
        assertThat(only().name()).isEqualTo("syslog-udp@10.0.0.5");
        assertThat(only().counts()).isEqualTo(new Source.Counts(39, 0, 1_959, 0)); // the first two made it no source
    }

    @Test
    void a_source_that_stays_quiet_for_three_times_its_longest_pause_is_silent_and_returns() throws IOException {
        sends("10.0.0.5", 30, Duration.ofMinutes(5));
        sources.sweep();
        notices.records.clear();
        assertThat(only().silentAfter()).isEqualTo(Duration.ofMinutes(15));
        passes(Duration.ofMinutes(9));
        sources.sweep();
        assertThat(notices.actions()).isEmpty();
        passes(MINUTE.plus(SECOND));
        sources.sweep();
        sources.sweep();
        assertThat(notices.actions()).containsExactly("source-silent syslog-udp@10.0.0.5");
        assertThat(only().silent()).isTrue();
        assertThat(sources.silent()).isEqualTo(1);
        sends("10.0.0.5", 1, SECOND);
        sources.sweep();
        assertThat(notices.actions())
                .containsExactly("source-silent syslog-udp@10.0.0.5", "source-returned syslog-udp@10.0.0.5");
        assertThat(only().silentAfter())
                .as("a pause that raised an alarm is no habit")
                .isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void a_pause_that_raises_the_alarm_on_three_days_is_a_habit() {
        for (int day = 0; day < 4; day++) {
            sends("10.0.0.5", 16 * 60, MINUTE);
            for (int i = 0; i < 8 * 60; i++) {
                passes(MINUTE);
                sources.sweep();
            }
        }
        sends("10.0.0.5", 1, SECOND);
        assertThat(only().silentAfter()).isGreaterThan(Duration.ofHours(8));
    }

    @Test
    void a_wall_clock_that_jumps_makes_nobody_silent() throws IOException {
        sends("10.0.0.5", 100, MINUTE);
        sources.sweep();
        notices.records.clear();
        wall.now = wall.now.plus(Duration.ofDays(400));
        sources.sweep();
        wall.now = wall.now.minus(Duration.ofDays(800));
        sources.sweep();
        assertThat(notices.actions()).isEmpty();
        sends("10.0.0.5", 2, SECOND);
        sources.sweep();
        assertThat(notices.actions()).isEmpty();
    }

    @Test
    void after_a_restart_a_source_is_known_and_the_time_that_the_host_was_down_is_not_its_silence() throws IOException {
        sends("10.0.0.5", 100, MINUTE);
        sources.sweep();
        sources.keep();
        notices.records.clear();
        wall.now = wall.now.plus(Duration.ofDays(2));
        sources = start(SourceSettings.DEFAULT);
        sources.sweep();
        Source source = only();
        assertThat(source.name()).isEqualTo("cisco.asa @ 10.0.0.5");
        assertThat(source.silentAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(notices.actions()).isEmpty();
        passes(Duration.ofMinutes(11));
        sources.sweep();
        assertThat(notices.actions()).containsExactly("source-silent syslog-udp@10.0.0.5");
    }

    @Test
    void a_source_heard_for_less_than_an_hour_has_no_habits_yet() throws IOException {
        sends("10.0.0.5", 30, MINUTE);
        assertThat(only().silentAfter()).isNull();
        passes(Duration.ofDays(3));
        sources.sweep();
        assertThat(notices.actions()).doesNotContain("source-silent syslog-udp@10.0.0.5");
    }

    @Test
    void a_full_journal_delays_what_the_host_says_and_loses_none_of_it() throws IOException {
        sends("10.0.0.5", 100, MINUTE);
        notices.full = true;
        passes(Duration.ofMinutes(10));
        sources.sweep();
        assertThat(notices.records).isEmpty();
        notices.full = false;
        sources.sweep();
        assertThat(notices.actions()).containsExactly("source-silent syslog-udp@10.0.0.5");
    }

    @Test
    void a_million_forged_senders_push_out_only_each_other() {
        sends("10.0.0.5", 20, SECOND);
        for (int i = 0; i < 1_000_000; i++) {
            Origin forged = Origin.of("acme", "syslog-udp")
                    .sender(IpAddress.ofV4(0x2D000000 + i))
                    .build();
            sources.heard(new RawRecord(new byte[0], wall.now, forged), null, Reading.UNPARSED);
        }
        assertThat(sources.size()).isEqualTo(1);
        assertThat(sources.untracked()).isEqualTo(1_000_002);
        sends("10.0.0.5", 1, SECOND);
        assertThat(only().counts().understood()).isEqualTo(19);
    }

    @Test
    void people_name_a_source_choose_its_silence_and_forget_it() {
        sends("10.0.0.5", 20, SECOND);
        String handle = only().id().handle();
        Source wished = sources.wish(ClientScope.of("acme"), handle, "Perimeter", Duration.ofMinutes(2));
        assertThat(wished).isNotNull();
        assertThat(wished.name()).isEqualTo("Perimeter");
        assertThat(wished.silentAfter()).isEqualTo(Duration.ofMinutes(2));
        sources = start(SourceSettings.DEFAULT);
        assertThat(only().name()).isEqualTo("Perimeter");
        assertThat(sources.wish(ClientScope.of("acme"), handle, "", Duration.ofSeconds(-1)))
                .extracting(Source::name)
                .isEqualTo("cisco.asa @ 10.0.0.5");
        assertThat(sources.forget(ClientScope.of("acme"), handle)).isTrue();
        assertThat(start(SourceSettings.DEFAULT).list(ClientScope.ALL)).isEmpty();
    }

    @Test
    void nobody_sees_or_changes_the_sources_of_another_client() {
        sends("10.0.0.5", 20, SECOND);
        String handle = only().id().handle();
        ClientScope other = ClientScope.of("other");
        assertThat(sources.list(other)).isEmpty();
        assertThat(sources.get(other, handle)).isNull();
        assertThat(sources.wish(other, handle, "mine", null)).isNull();
        assertThat(sources.forget(other, handle)).isFalse();
    }

    @Test
    void configuration_names_binds_and_times_a_source_in_advance() {
        KnownSource known = new KnownSource(
                "syslog-udp@10.0.*", "acme", "Branch", "cisco.asa", ZoneId.of("Europe/Berlin"), Duration.ofMinutes(1));
        SourceSettings settings =
                new SourceSettings(10, DetectionSettings.DEFAULT, SilenceSettings.DEFAULT, List.of(known));
        sources = start(settings);
        sends("10.0.0.5", 5, SECOND);
        assertThat(only().name()).isEqualTo("Branch");
        assertThat(only().silentAfter()).isEqualTo(MINUTE);
        SourceBindings bindings = new SourceBindings(settings.known());
        Origin fits = record("10.0.7.7").origin();
        assertThat(bindings.parser(fits)).isEqualTo("cisco.asa");
        assertThat(bindings.zone(fits)).isEqualTo(ZoneId.of("Europe/Berlin"));
        Origin another = record("10.1.7.7").origin();
        assertThat(bindings.parser(another)).isNull();
        assertThat(bindings.zone(another)).isNull();
    }

    @Test
    void the_rate_is_that_of_the_last_minute() {
        sends("10.0.0.5", 600, Duration.ofMillis(100));
        sends("10.0.0.5", 600, Duration.ofMillis(100));
        assertThat(only().perSecond()).isBetween(9.5, 10.5);
        passes(Duration.ofMinutes(3));
        assertThat(only().perSecond()).isZero();
    }
}
