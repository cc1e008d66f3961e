package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vedette.host.backup.BackupFolder;
import dev.vedette.host.backup.BackupStatus;
import dev.vedette.host.backup.BackupStatus.State;
import dev.vedette.host.ingest.FileSettings;
import dev.vedette.host.ingest.ReceiverSettings;
import dev.vedette.host.pipeline.LedgerTotals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is made while records come in holds all that was acknowledged before it, once. */
class HostBackupTest {
    @TempDir
    Path temp;

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> TestPacks.line("alice", "10.0.0." + n % 250, "203.0.113.9", n))
                .toList();
    }

    private static BackupStatus backup(TestHost test, String name) throws IOException {
        test.host.backups().create(name);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> test.host.backups().list().getFirst().state() != State.RUNNING);
        BackupStatus made = test.host.backups().list().getFirst();
        assertThat(made.state()).as(String.valueOf(made.failure())).isEqualTo(State.DONE);
        return made;
    }

    private BackupFolder folder(String name) throws IOException {
        return BackupFolder.open(temp.resolve("data/backups").resolve(name));
    }

    @Test
    void a_backup_made_while_records_come_in_restores_to_every_record_acknowledged_before_it_exactly_once()
            throws Exception {
        TestPacks.parser("1.0.0").in(temp.resolve("packs"));
        AtomicInteger acknowledged = new AtomicInteger();
        int before;
        try (TestHost test = TestHost.start(temp)) {
            AtomicBoolean enough = new AtomicBoolean();
            Thread sender = Thread.ofPlatform().start(() -> {
                try {
                    for (int n = 0; !enough.get(); n += 50) {
                        test.http(lines(n, n + 50));
                        acknowledged.addAndGet(50);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            await().until(() -> acknowledged.get() > 2_000);
            before = acknowledged.get();
            backup(test, "first");
            enough.set(true);
            sender.join();
        }
        assertThat(folder("first").verify(bytes -> {})).isEmpty();
        Path restored = temp.resolve("restored");
        folder("first").restore(restored.resolve("data"), bytes -> {});
        TestPacks.parser("1.0.0").in(restored.resolve("packs"));
        try (TestHost test = TestHost.start(restored)) {
            LedgerTotals totals = test.host.ledger().totals();
            await().until(() -> test.host.ledger().totals().pending() == 0);
            test.host.events().refresh();
            long found = test.found("");
            assertThat(found).isBetween((long) before, (long) acknowledged.get() + 50);
            for (int n = 0; n < before; n += 97) {
                assertThat(test.found("acme.n:" + n)).as("record " + n).isEqualTo(1);
            }
            assertThat(totals.residue()).isZero();
        }
    }

    @Test
    void a_followed_file_is_read_on_behind_what_the_backup_holds() throws Exception {
        Path log = temp.resolve("app.log");
        Files.write(log, lines(0, 100));
        HostSettings settings = TestHost.settings()
                .withReceivers(List.of(ReceiverSettings.ofFile("files", log).withFile(new FileSettings(log, true))));
        try (TestHost test = TestHost.start(temp, settings)) {
            test.settled(100);
            await().until(() -> Files.exists(temp.resolve("data/followed/files.files")));
            backup(test, "one");
            Files.write(log, lines(100, 150), StandardOpenOption.APPEND);
            test.settled(150);
        }
        Path restored = temp.resolve("restored");
        folder("one").restore(restored.resolve("data"), bytes -> {});
        Files.write(log, lines(150, 160), StandardOpenOption.APPEND);
        try (TestHost test = TestHost.start(restored, settings)) {
            test.settled(160);
            test.host.events().refresh();
            assertThat(test.found("")).isEqualTo(160);
        }
    }

    @Test
    void what_changed_in_a_backup_is_named_and_it_is_not_restored() throws Exception {
        try (TestHost test = TestHost.start(temp)) {
            test.http(lines(0, 100));
            test.settled(100); // so that there is a committed slice to spoil
            backup(test, "spoilt");
        }
        Path data = temp.resolve("data/backups/spoilt/data");
        Path victim;
        try (Stream<Path> files = Files.walk(data.resolve("events"))) {
            victim = files.filter(file -> file.toString().endsWith(".cfs"))
                    .findFirst()
                    .orElseThrow();
        }
        try (FileChannel channel = FileChannel.open(victim, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, 100);
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            channel.write(one, 100);
        }
        Files.writeString(data.resolve("extra"), "x");
        Files.delete(data.resolve("events/committed"));
        assertThat(folder("spoilt").verify(bytes -> {}))
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).contains(".cfs has changed"))
                .anySatisfy(problem -> assertThat(problem).isEqualTo("events/committed is missing"))
                .anySatisfy(problem -> assertThat(problem).isEqualTo("extra was added"));
        Path target = temp.resolve("target");
        assertThatThrownBy(() -> folder("spoilt").restore(target, bytes -> {})).isInstanceOf(IOException.class);
        assertThat(target).doesNotExist();
    }

    @Test
    void a_manifest_that_was_changed_or_is_newer_is_refused() throws Exception {
        try (TestHost test = TestHost.start(temp)) {
            backup(test, "one");
        }
        Path manifest = temp.resolve("data/backups/one/manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("\"size\" : \\d+", "\"size\" : 1"));
        assertThatThrownBy(() -> folder("one")).hasMessageContaining("is not the one that was written");
        assertThatThrownBy(() -> BackupFolder.open(temp)).hasMessageContaining("is no backup");
    }

    @Test
    void a_restore_never_touches_a_folder_that_holds_something_and_a_name_never_leaves_the_folder() throws Exception {
        try (TestHost test = TestHost.start(temp)) {
            backup(test, "one");
            assertThatThrownBy(() -> test.host.backups().create("one")).hasMessageContaining("already");
            assertThatThrownBy(() -> test.host.backups().create("../two")).hasMessageContaining("name");
            assertThat(test.get("/api/v1/backups").toString()).contains("\"name\":\"one\"");
        }
        assertThatThrownBy(() -> folder("one").restore(temp.resolve("packs").getParent(), bytes -> {}))
                .hasMessageContaining("is not empty");
    }

    @Test
    void secrets_that_lead_to_this_very_host_and_earlier_backups_stay_out() throws Exception {
        try (TestHost test = TestHost.start(temp)) {
            backup(test, "one");
            backup(test, "two");
        }
        Path data = temp.resolve("data/backups/two/data");
        assertThat(data.resolve("cli-token")).doesNotExist();
        assertThat(data.resolve("admin-token")).doesNotExist();
        assertThat(data.resolve("backups")).doesNotExist();
        assertThat(data.resolve("backup-staging")).doesNotExist();
        assertThat(temp.resolve("data/backup-staging")).doesNotExist();
        assertThat(data.resolve("state/state.mv.db")).exists();
    }
}
