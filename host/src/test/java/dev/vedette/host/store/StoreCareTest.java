package dev.vedette.host.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vedette.api.event.Event;
import dev.vedette.host.access.ClientScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCareTest {
    private static final Clock CLOCK = Clock.fixed(RandomEvents.NOON, ZoneOffset.UTC);
    private static final StoreSettings SETTINGS = StoreSettings.defaults()
            .withMinFreeBytes(1)
            .withUpkeep(UpkeepSettings.defaults().withCheckAtStart(true));

    @TempDir
    Path folder;

    /** The first that a round of upkeep asks for. */
    private record Holds(Supplier<List<LegalHold>> holds) implements HoldRepository {
        @Override
        public List<LegalHold> all() {
            return holds.get();
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

    private static StoreCare care(LuceneEventStore store, Supplier<List<LegalHold>> holds) {
        return new StoreCare(store, SETTINGS, new Holds(holds), entry -> {}, CLOCK, System::nanoTime);
    }

    @Test
    void it_runs_on_a_thread_of_its_own_and_ends_with_it() throws Exception {
        CompletableFuture<String> thread = new CompletableFuture<>();
        CountDownLatch rounds = new CountDownLatch(3);
        try (LuceneEventStore store = LuceneEventStore.open(folder, SETTINGS, CLOCK);
                StoreCare care = care(store, () -> {
                    thread.complete(Thread.currentThread().getName());
                    rounds.countDown();
                    throw new StackOverflowError("of a test");
                })) {
            care.start(Duration.ofMillis(1));
            assertThat(thread.get(10, TimeUnit.SECONDS)).isEqualTo("store-care");
            assertThat(rounds.await(10, TimeUnit.SECONDS))
                    .as("goes on after an Error")
                    .isTrue();
        }
    }

    @Test
    void an_error_of_one_part_does_not_keep_the_others_from_their_work() throws IOException {
        Event like = new RandomEvents(9).next();
        try (LuceneEventStore store = LuceneEventStore.open(folder, SETTINGS, CLOCK)) {
            for (int i = 0; i < 50; i++) {
                store.append(LuceneEventStoreTest.event(like, new EventId(i, 0, null).toString(), RandomEvents.NOON));
            }
            store.commit(50);
        }
        try (Stream<Path> files = Files.list(folder.resolve("acme/2026-05-04"))) {
            Files.delete(files.filter(file -> file.getFileName().toString().startsWith("segments_"))
                    .findFirst()
                    .orElseThrow());
        }
        try (LuceneEventStore store = LuceneEventStore.open(folder, SETTINGS, CLOCK)) {
            StoreCare care = care(store, () -> {
                throw new OutOfMemoryError("of a test");
            });
            care.run();
            assertThat(care.rebuiltEvents()).isEqualTo(50);
            assertThat(care.lostEvents()).isZero();
        }
    }

    @Test
    void who_began_a_check_sees_his_own_and_nobody_elses() throws Exception {
        Event like = new RandomEvents(9).next();
        ClientScope acme = ClientScope.of("acme");
        try (LuceneEventStore store = LuceneEventStore.open(folder, SETTINGS, CLOCK);
                StoreCare care = care(store, List::of)) {
            store.append(LuceneEventStoreTest.event(like, new EventId(1, 0, null).toString(), RandomEvents.NOON));
            store.commit(2);
            assertThat(care.startVerification(ClientScope.ALL, acme, Instant.MIN, RandomEvents.NOON.plusSeconds(1)))
                    .isTrue();
            await().until(() -> care.verification(ClientScope.ALL).state() == Verification.State.DONE);
            Verification own = care.verification(ClientScope.ALL);
            assertThat(own.scope()).isEqualTo(acme);
            assertThat(own.to()).isEqualTo(RandomEvents.NOON.plusSeconds(1));
            assertThat(own.slices()).hasSize(1);
            assertThat(care.verification(acme).state()).isEqualTo(Verification.State.NONE);
            await().until(() -> care.startVerification(acme, acme, Instant.MIN, Instant.MAX));
            await().until(() -> care.verification(acme).state() == Verification.State.DONE);
            assertThat(care.verification(ClientScope.ALL)).isEqualTo(own);
        }
    }

    @Test
    void a_check_that_an_error_ends_has_failed_and_the_next_one_may_begin() throws Exception {
        try (LuceneEventStore store = LuceneEventStore.open(folder, SETTINGS, CLOCK);
                StoreCare care = care(store, List::of)) {
            ClientScope all = ClientScope.ALL;
            store.append(new RandomEvents(9).next());
            store.commit(1);
            Instant none = null; // an error of the program
            assertThat(care.startVerification(all, all, none, none)).isTrue();
            await().until(() -> care.verification(all).state() == Verification.State.FAILED);
            assertThat(care.verification(all).intact()).isFalse();
            await().until(() -> care.startVerification(all, all, Instant.MIN, Instant.MAX));
            await().until(() -> care.verification(all).state() == Verification.State.DONE);
        }
    }
}
