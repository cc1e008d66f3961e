package dev.vedette.host.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of file of a slice is deleted, cut and has its bits flipped. */
class DamageTest {
    private static final int EVENTS = 400;
    private static final StoreSettings SETTINGS = StoreSettings.defaults()
            .withRamBytes(8 << 20)
            .withUpkeep(UpkeepSettings.defaults().withCheckAtStart(true));

    private static final Clock CLOCK = Clock.fixed(RandomEvents.NOON, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final Event like = new RandomEvents(9).next();
    private final Random random = new Random(77);

    private Event event(int i) {
        return LuceneEventStoreTest.event(like, new EventId(i, 0, null).toString(), RandomEvents.NOON.minusSeconds(i));
    }

    /** Three segments: two compound ones and one of many files. */
    @BeforeEach
    void store() throws IOException {
        try (LuceneEventStore store = open("good")) {
            for (int i = 0; i < EVENTS; i++) {
                store.append(event(i));
                if (i % 150 == 149) {
                    store.commit(i + 1);
                }
            }
        }
    }

    private LuceneEventStore open(String name) throws IOException {
        return LuceneEventStore.open(folder.resolve(name), SETTINGS, CLOCK);
    }

    private static StoreCare care(LuceneEventStore store) {
        return new StoreCare(store, SETTINGS, new NoHolds(), entry -> {}, CLOCK, System::nanoTime);
    }

    private record NoHolds() implements HoldRepository {
        @Override
        public List<LegalHold> all() {
            return List.of();
        }

        @Override
        public boolean add(LegalHold hold) {
            return false;
        }

        @Override
        public boolean release(String name, String by, Instant at) {
            return false;
        }
    }

    private interface Damage {
        byte[] to(byte[] bytes);
    }

    /** Names of the files of the slice, one of each kind. */
    private Set<String> kinds() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("good/acme/2026-05-04"))) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("write.lock"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private void damaged(String file, String how, Damage damage, long least) throws IOException {
        String name = "case-" + how + "-" + file;
        Path copy = Files.createDirectories(folder.resolve(name));
        LuceneEventStoreTest.copy(folder.resolve("good"), copy);
        Path victim = copy.resolve("acme/2026-05-04").resolve(file);
        byte[] bytes = damage.to(Files.readAllBytes(victim));
        if (bytes.length == 0) {
            Files.delete(victim);
        } else {
            Files.write(victim, bytes);
        }
        try (LuceneEventStore store = open(name)) {
            StoreCare care = care(store);
            care.run(); // finds it, sets it aside and rebuilds it
            care.run();
            store.append(event(EVENTS));
            store.commit(EVENTS + 1);
            store.refresh();
            List<Event> found = store.search(ClientScope.ALL, SearchPlan.of(new Condition.Everything(), 1_000))
                    .events();
            assertThat(found.stream().map(Event::id)).as(name).doesNotHaveDuplicates();
            assertThat(found.size()).as(name).isGreaterThanOrEqualTo((int) least + 1);
            for (Event event : found) {
                int number = (int) EventId.of(event.id()).position();
                assertThat(event.raw().bytes())
                        .as(name)
                        .isEqualTo(event(number).raw().bytes());
            }
            if (found.size() <= EVENTS) {
                assertThat(care.lostEvents()).as(name).isEqualTo(EVENTS + 1 - found.size());
                assertThat(store.statistics().damaged()).as(name).hasSize(1);
                assertThat(Path.of(copy + "/acme/2026-05-04.damaged/" + DamagedSlice.REPORT))
                        .content()
                        .contains("lost: ");
            } else {
                assertThat(store.statistics().damaged()).as(name).isEmpty();
            }
            List<SliceVerdict> verdicts = new ArrayList<>();
            store.verify(ClientScope.ALL, Instant.MIN, Instant.MAX, verdicts::add);
            if (!file.equals("chain")) {
                assertThat(verdicts).as(name).allMatch(SliceVerdict::intact);
            }
        }
    }

    private byte[] flipped(byte[] bytes) {
        byte[] bad = bytes.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        return bad;
    }

    @Test
    void every_kind_of_file_may_be_spoilt_and_all_that_can_be_read_comes_back() throws IOException {
        for (String file : kinds()) {
            damaged(file, "flip", this::flipped, 0);
            damaged(file, "cut", bytes -> java.util.Arrays.copyOf(bytes, Math.max(1, bytes.length / 2)), 0);
            damaged(file, "delete", bytes -> new byte[0], 0);
        }
    }

    @Test
    void a_lost_commit_file_costs_nothing() throws IOException {
        String commit = kinds().stream()
                .filter(name -> name.startsWith("segments_"))
                .findFirst()
                .orElseThrow();
        damaged(commit, "gone", bytes -> new byte[0], EVENTS);
    }

    @Test
    void a_spoilt_segment_costs_only_its_own_events() throws IOException {
        String largest = "";
        int most = 0;
        try (FSDirectory files = FSDirectory.open(folder.resolve("good/acme/2026-05-04"))) {
            for (var segment : SegmentInfos.readLatestCommit(files)) {
                if (segment.info.maxDoc() > most) {
                    most = segment.info.maxDoc();
                    largest = segment.info.name;
                }
            }
        }
        String name = largest;
        String data = kinds().stream()
                .filter(file -> file.startsWith(name + ".") || file.startsWith(name + "_"))
                .filter(file -> file.endsWith(".cfs") || file.endsWith(".fdt"))
                .findFirst()
                .orElseThrow();
        damaged(data, "lost", bytes -> new byte[0], EVENTS - most);
    }
}
