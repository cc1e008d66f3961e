package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.SourceMarks;
import dev.vedette.host.journal.Journal;
import dev.vedette.host.journal.JournalSettings;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.journal.SourceMark;
import dev.vedette.host.store.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that is read goes on exactly behind the last durable record. */
class HostSourceMarksTest {
    @TempDir
    Path temp;

    private static RawRecord record(int n) {
        return new RawRecord(
                ("line " + n).getBytes(StandardCharsets.UTF_8),
                Clock.systemUTC().instant(),
                Origin.of("default", "bucket").build());
    }

    @Test
    void a_mark_comes_out_of_the_journal_with_its_record_and_a_record_without_one_has_none() throws Exception {
        try (Journal journal = Journal.open(temp, JournalSettings.defaults(), Clock.systemUTC())) {
            journal.consumer(batch -> {});
            Objects.requireNonNull(journal.offer(record(1), new SourceMark("bucket/a.log", "7 \u00e4")))
                    .join();
            Objects.requireNonNull(journal.offer(record(2))).join();
        }
        List<JournaledRecord> replayed = new ArrayList<>();
        try (Journal journal = Journal.open(temp, JournalSettings.defaults(), Clock.systemUTC())) {
            journal.replay(0, replayed::addAll);
        }
        assertThat(replayed)
                .extracting(JournaledRecord::mark)
                .containsExactly(new SourceMark("bucket/a.log", "7 \u00e4"), null);
        assertThat(replayed)
                .extracting(one -> new String(one.record().bytes(), StandardCharsets.UTF_8))
                .containsExactly("line 1", "line 2");
    }

    @Test
    void the_latest_mark_is_known_after_a_restart_whether_the_journal_or_the_database_has_it() throws Exception {
        try (TestHost test = TestHost.start(temp)) {
            for (int n = 0; n < 10; n++) {
                Objects.requireNonNull(test.host.intake().offer(record(n), new SourceMark("bucket", "line " + n)))
                        .join();
            }
            test.settled(10);
            test.host.makeDurable(); // the journal may go
            Objects.requireNonNull(test.host.intake().offer(record(10), new SourceMark("bucket", "line 10")))
                    .join();
        }
        try (StateStore state = StateStore.open(temp.resolve("data/state"))) {
            assertThat(new SourceMarks(state.marks(), () -> 100).text("bucket")).isEqualTo("line 10");
        }
    }

    @Test
    void a_mark_that_comes_late_or_in_a_replay_does_not_take_the_place_of_a_newer_one() throws Exception {
        List<JournaledRecord> old = List.of(new JournaledRecord(99, record(1), new SourceMark("a", "record 7")));
        try (StateStore state = StateStore.open(temp)) {
            SourceMarks marks = new SourceMarks(state.marks(), () -> 100);
            marks.move(new SourceMark("a", "end")); // what was fetched is durable, and not yet with the consumer
            marks.note(old);
            assertThat(marks.text("a")).isEqualTo("end");
            marks.keep();
        }
        try (StateStore state = StateStore.open(temp)) {
            SourceMarks marks = new SourceMarks(state.marks(), () -> 200);
            marks.note(old);
            assertThat(marks.text("a")).isEqualTo("end");
            marks.note(List.of(new JournaledRecord(100, record(2), new SourceMark("a", "anew"))));
            assertThat(marks.text("a")).isEqualTo("anew");
        }
    }

    @Test
    void marks_of_a_journal_that_is_lost_do_not_hold_up_those_of_the_next() throws Exception {
        try (StateStore state = StateStore.open(temp)) {
            SourceMarks marks = new SourceMarks(state.marks(), () -> 100);
            marks.move(new SourceMark("a", "before"));
            marks.keep();
            SourceMarks after = new SourceMarks(state.marks(), () -> 10);
            assertThat(after.text("a")).isEqualTo("before");
            after.note(List.of(new JournaledRecord(10, record(1), new SourceMark("a", "after"))));
            assertThat(after.text("a")).isEqualTo("after");
        }
    }

    @Test
    void marks_are_found_by_the_beginning_of_their_reader_and_forgotten() throws Exception {
        try (StateStore state = StateStore.open(temp)) {
            SourceMarks marks = new SourceMarks(state.marks(), () -> 100);
            marks.note(List.of(
                    new JournaledRecord(1, record(1), new SourceMark("a/1", "x")),
                    new JournaledRecord(2, record(2), new SourceMark("a/2", "y")),
                    new JournaledRecord(3, record(3), new SourceMark("b", "z")),
                    new JournaledRecord(4, record(4), new SourceMark("a/1", "later"))));
            marks.keep();
            assertThat(new SourceMarks(state.marks(), () -> 100).beginningWith("a/"))
                    .hasSize(2)
                    .containsEntry("a/1", "later");
            marks.forget(List.of("a/1"));
            assertThat(marks.text("a/1")).isNull();
            marks.keep();
            assertThat(new SourceMarks(state.marks(), () -> 100).text("a/1")).isNull();
        }
    }
}
