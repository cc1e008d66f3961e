package dev.vedette.host.ingest.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.FileSettings;
import dev.vedette.host.ingest.ReceiverSettings;
import dev.vedette.host.journal.Journal;
import dev.vedette.host.journal.JournalSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedFilesTest {
    private static final Position POSITION = new Position("(dev=1,inode=2)", "/var/log/a b\u00FC", 77, 5, -6, true);

    @TempDir
    Path temp;

    private final List<ReceiverSettings> receivers = List.of(
            ReceiverSettings.ofFile("f/1", Path.of("/var/log")).withFile(new FileSettings(Path.of("/var/log"), true)));

    private void offer(Journal journal, String receiver, String path, int count) {
        Origin origin = Origin.of("default", receiver).path(path).build();
        for (int i = 0; i < count; i++) {
            journal.offer(new RawRecord(new byte[] {1}, Instant.EPOCH, origin)).join();
        }
    }

    @Test
    void records_that_the_journal_got_after_the_note_are_counted_when_the_host_starts_again() throws Exception {
        Path notes = temp.resolve("notes");
        try (Journal journal = Journal.open(temp.resolve("journal"), JournalSettings.defaults(), Clock.systemUTC())) {
            FollowedFiles files = FollowedFiles.open(notes, receivers, journal);
            journal.consumer(batch -> {});
            offer(journal, "f/1", "/var/log/a", 7);
            files.keep("f/1", List.of(POSITION));
            offer(journal, "f/1", "/var/log/a", 3);
            offer(journal, "f/1", "/var/log/b", 2);
            offer(journal, "other", "/var/log/a", 9);
        }
        try (Journal journal = Journal.open(temp.resolve("journal"), JournalSettings.defaults(), Clock.systemUTC())) {
            FollowedFiles files = FollowedFiles.open(notes, receivers, journal);
            assertThat(files.note("f/1").files()).containsExactly(POSITION);
            assertThat(files.handedSince("f/1", "/var/log/a")).isEqualTo(3);
            assertThat(files.handedSince("f/1", "/var/log/b")).isEqualTo(2);
            assertThat(files.handedSince("f/1", "/var/log/c")).isZero();
        }
    }

    @Test
    void a_backup_gets_the_notes_as_they_are_and_nothing_half_written() throws Exception {
        Path notes = temp.resolve("notes");
        Path backup = Files.createDirectory(temp.resolve("backup"));
        FollowedFiles files = FollowedFiles.in(notes);
        files.freeze(backup);
        assertThat(backup).isEmptyDirectory();
        files.keep("f/1", List.of(POSITION));
        Files.writeString(notes.resolve("f.files.new"), "half");
        files.freeze(backup);
        assertThat(backup.resolve("f.files.new")).doesNotExist();
        assertThat(FollowedFiles.in(backup).note("f/1").files()).containsExactly(POSITION);
    }

    @Test
    void a_damaged_note_is_an_error_and_none_is_an_empty_one() throws Exception {
        FollowedFiles files = FollowedFiles.in(temp);
        assertThat(files.note("none").files()).isEmpty();
        files.keep("some", List.of(POSITION));
        Path file = temp.resolve("some.files");
        Files.writeString(file, Files.readString(file).replace("end\n", ""));
        assertThatThrownBy(() -> FollowedFiles.in(temp).note("some")).hasMessageContaining("delete it");
    }
}
