package dev.vedette.host.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.store.IntegrityProblem.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SliceChainTest {
    @TempDir
    Path folder;

    @TempDir
    Path temp;

    private final RandomEvents random = new RandomEvents(21);
    private final Event like = random.next();

    private static LuceneEventStore open(Path folder) throws IOException {
        return LuceneEventStore.open(folder, StoreSettings.defaults().withRamBytes(8 << 20), Clock.systemUTC());
    }

    /** With an id as the pipeline makes them. */
    private Event event(int position) {
        return event(position, RandomEvents.NOON.minusSeconds(position % 1_000));
    }

    private Event event(int position, Instant time) {
        return LuceneEventStoreTest.event(like, new EventId(position, 0, null).toString(), time);
    }

    private static List<SliceVerdict> verify(LuceneEventStore store) {
        List<SliceVerdict> verdicts = new ArrayList<>();
        store.verify(ClientScope.ALL, Instant.MIN, Instant.MAX, verdicts::add);
        return verdicts;
    }

    private static void intact(LuceneEventStore store, long records) {
        List<SliceVerdict> verdicts = verify(store);
        assertThat(verdicts)
                .allSatisfy(verdict -> assertThat(verdict.problems()).isEmpty());
        assertThat(verdicts.stream().mapToLong(SliceVerdict::records).sum()).isEqualTo(records);
        assertThat(verdicts).allMatch(SliceVerdict::intact);
    }

    private void store(int events, int perCommit) throws IOException {
        try (LuceneEventStore store = open(folder)) {
            for (int i = 0; i < events; i++) {
                store.append(event(i));
                if (i % perCommit == perCommit - 1) {
                    store.commit(i + 1);
                }
            }
        }
    }

    private Path slice() {
        return folder.resolve("acme").resolve("2026-05-04");
    }

    @Test
    void what_was_stored_is_intact_over_commits_merges_and_restarts() throws IOException {
        try (LuceneEventStore store = open(folder)) {
            for (int i = 0; i < 1_000; i++) {
                store.append(random.next());
                if (i % 200 == 0) {
                    store.commit(i);
                    store.refresh();
                }
            }
        }
        store(3_000, 500);
        try (LuceneEventStore store = open(folder)) {
            intact(store, 4_000);
        }
    }

    @Test
    void threads_that_append_while_others_commit_leave_chains_that_fit_every_commit() throws Exception {
        try (LuceneEventStore store = open(folder)) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                int first = t * 10_000;
                threads.add(Thread.ofPlatform().start(() -> appendMany(store, first)));
            }
            for (int round = 1; threads.stream().anyMatch(Thread::isAlive); round++) {
                store.commit(round);
                assertThat(verify(store))
                        .allSatisfy(verdict -> assertThat(verdict.problems()).isEmpty());
            }
            store.commit(1_000_000);
            intact(store, 6_000);
        }
    }

    private void appendMany(LuceneEventStore store, int first) {
        for (int i = 0; i < 2_000; i++) {
            try {
                store.append(event(first + i));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void a_crash_and_a_replay_leave_a_chain_that_is_exactly_right() throws IOException {
        for (int commits = 0; commits <= 3; commits++) {
            Path here = Files.createDirectory(temp.resolve("here" + commits));
            Path copy = Files.createDirectory(temp.resolve("copy" + commits));
            LuceneEventStore crashed = open(here);
            for (int i = 0; i < 90; i++) {
                crashed.append(event(i, RandomEvents.NOON.minus(Duration.ofHours(i))));
                if (i == 29) {
                    crashed.commit(30);
                }
            }
            crashed.commitSomeForTest(commits); // some slices get to their next commit, then the power goes
            LuceneEventStoreTest.copy(here, copy);
            crashed.close();
            try (LuceneEventStore store = open(copy)) {
                store.rollBack(event(30).id(), 30);
                for (int i = 30; i < 90; i++) {
                    // A parser that has changed gives some of them another time, in the same slice or in another.
                    int hours = i % 7 == 0 ? i + 1 : i % 11 == 0 ? i + 30 : i;
                    store.append(event(i, RandomEvents.NOON.minus(Duration.ofHours(hours))));
                }
                store.commit(90);
                store.refresh();
                assertThat(store.count(ClientScope.ALL, everything())).isEqualTo(90);
                assertThat(verify(store))
                        .allSatisfy(verdict -> assertThat(verdict.problems()).isEmpty());
                assertThat(store.statistics().all().events()).isEqualTo(90);
            }
        }
    }

    private static dev.vedette.host.query.SearchPlan everything() {
        return dev.vedette.host.query.SearchPlan.of(new dev.vedette.host.query.Condition.Everything(), 10);
    }

    @Test
    void what_stands_behind_the_last_commits_batch_does_not_count() throws IOException {
        store(100, 10);
        Files.write(slice().resolve("chain"), new byte[] {1, 2, 3, 4, 5}, StandardOpenOption.APPEND);
        try (LuceneEventStore store = open(folder)) {
            intact(store, 100);
            store.append(event(200));
            store.commit(300);
            intact(store, 101);
        }
    }

    @Test
    void a_record_that_was_deleted_changed_or_slipped_in_is_named() throws IOException {
        store(100, 10);
        try (FSDirectory files = FSDirectory.open(slice());
                IndexWriter writer = new IndexWriter(
                        files,
                        new IndexWriterConfig().setCodec(new VedetteCodec()).setIndexSort(Slice.NEWEST))) {
            var commit = writer.getLiveCommitData();
            writer.deleteDocuments(new Term(Names.ID, event(17).id()));
            writer.updateDocument(
                    new Term(Names.ID, event(33).id()), new EventDocument().of(event(33, RandomEvents.NOON)));
            writer.addDocument(new EventDocument().of(event(500)));
            writer.addDocument(new EventDocument().of(event(5)));
            writer.setLiveCommitData(commit);
            writer.commit();
        }
        try (LuceneEventStore store = open(folder)) {
            SliceVerdict verdict = verify(store).getFirst();
            assertThat(verdict.intact()).isFalse();
            assertThat(verdict.problemsInAll()).isEqualTo(4);
            assertThat(verdict.problems().stream().map(problem -> problem.kind() + " " + problem.id()))
                    .containsExactlyInAnyOrder(
                            "MISSING " + event(17).id(),
                            "CHANGED " + event(33).id(),
                            "ADDED " + event(500).id(),
                            "ADDED " + event(5).id());
        }
    }

    @Test
    void every_flipped_bit_of_a_chain_is_noticed() throws IOException {
        store(40, 10);
        Path file = slice().resolve("chain");
        byte[] good = Files.readAllBytes(file);
        Random where = new Random(5);
        try (LuceneEventStore store = open(folder)) {
            for (int i = 0; i < 60; i++) {
                byte[] bad = good.clone();
                bad[where.nextInt(bad.length)] ^= (byte) (1 << where.nextInt(8));
                Files.write(file, bad);
                assertThat(verify(store).getFirst().problems())
                        .extracting(IntegrityProblem::kind)
                        .contains(Kind.CHAIN);
            }
            Files.write(file, good);
            intact(store, 40);
        }
    }

    @Test
    void a_chain_that_was_cut_is_said_for_ever_and_the_slice_goes_on() throws IOException {
        store(100, 10);
        try (FileChannel chain = FileChannel.open(slice().resolve("chain"), StandardOpenOption.WRITE)) {
            chain.truncate(chain.size() - 20);
            chain.write(ByteBuffer.allocate(3), 10);
        }
        try (LuceneEventStore store = open(folder)) {
            assertThat(verify(store).getFirst().problems())
                    .extracting(IntegrityProblem::kind)
                    .containsExactly(Kind.CHAIN);
            store.append(event(200));
            store.commit(300);
        }
        try (LuceneEventStore store = open(folder)) {
            store.append(event(201));
            store.commit(301);
            SliceVerdict verdict = verify(store).getFirst();
            assertThat(verdict.problems()).extracting(IntegrityProblem::kind).containsExactly(Kind.CHAIN);
            assertThat(verdict.problems().getFirst().detail()).startsWith("the chain before");
            assertThat(verdict.records()).isEqualTo(2);
            assertThat(verdict.unchained()).isEqualTo(100);
            assertThat(slice().resolve("chain.broken")).exists();
        }
    }

    @Test
    void one_slice_does_not_pass_for_another() throws IOException {
        store(10, 10);
        Files.move(slice(), slice().resolveSibling("2026-05-05"));
        try (LuceneEventStore store = open(folder)) {
            assertThat(verify(store).getFirst().problems())
                    .extracting(IntegrityProblem::kind)
                    .contains(Kind.CHAIN);
        }
    }

    @Test
    void a_slice_of_format_1_says_how_much_it_cannot_check_and_what_comes_is_chained() throws IOException {
        store(10, 10);
        try (FSDirectory files = FSDirectory.open(slice());
                IndexWriter writer = new IndexWriter(
                        files,
                        new IndexWriterConfig().setCodec(new VedetteCodec()).setIndexSort(Slice.NEWEST))) {
            writer.setLiveCommitData(
                    java.util.Map.of("round", "1", "position", "10").entrySet());
            writer.commit();
        }
        Files.delete(slice().resolve("chain"));
        Files.delete(folder.resolve("format"));
        try (LuceneEventStore store = open(folder)) {
            assertThat(verify(store).getFirst().unchained()).isEqualTo(10);
            assertThat(verify(store).getFirst().intact()).isTrue();
            store.append(event(10));
            store.appendReplayed(event(3));
            store.commit(11);
            SliceVerdict verdict = verify(store).getFirst();
            assertThat(verdict.problems()).isEmpty();
            assertThat(verdict.unchained()).isEqualTo(10);
        }
    }

    @Test
    void chains_cost_about_eleven_bytes_a_record() throws IOException {
        store(20_000, 5_000);
        try (Stream<Path> files = Files.list(slice())) {
            Path chain =
                    files.filter(path -> path.endsWith("chain")).findFirst().orElseThrow();
            assertThat(Files.size(chain)).isBetween(20_000L * 9, 20_000L * 12);
        }
    }
}
