package dev.vedette.host.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.state.DeadLetter;
import dev.vedette.host.store.state.DeadLetterTable;
import dev.vedette.host.store.state.StateStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevivalOutletTest {
    @TempDir
    Path folder;

    private static EventStore store(boolean stopped) {
        return (EventStore) Proxy.newProxyInstance(
                EventStore.class.getClassLoader(), new Class<?>[] {EventStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("needsRollBack")) {
                        return stopped;
                    }
                    throw new AssertionError(method);
                });
    }

    @Test
    void nothing_is_revived_while_a_part_of_the_store_has_stopped_for_a_roll_back_would_cost_it() throws IOException {
        try (StateStore state = StateStore.open(folder)) {
            RawRecord record = new RawRecord(
                    new byte[] {1}, Instant.EPOCH, Origin.of("acme", "test").build());
            DeadLetter letter = new DeadLetter(1, record, Instant.EPOCH, "why", null, null);
            Ledger ledger = new Ledger(() -> 0);
            RevivalOutlet outlet = new RevivalOutlet(
                    List.of(letter), store(true), null, ledger, state.deadLetters(), new Object(), Clock.systemUTC());
            Finished done = new Finished.LeftOut(List.of(new JournaledRecord(1, record)), "comment");
            assertThat(outlet.publish(done, false)).isFalse();
            assertThat(outlet.isStopping()).isTrue();
            assertThat(ledger.revived()).isEmpty();
            assertThatThrownBy(outlet::requireDone).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_state_store_that_takes_nothing_ends_the_replay_and_is_not_asked_for_ever() throws IOException {
        StateStore state = StateStore.open(folder);
        DeadLetterTable table = state.deadLetters();
        state.close();
        RawRecord record = new RawRecord(
                new byte[] {1}, Instant.EPOCH, Origin.of("acme", "test").build());
        DeadLetter letter = new DeadLetter(1, record, Instant.EPOCH, "why", null, null);
        RevivalOutlet outlet = new RevivalOutlet(
                List.of(letter), store(false), null, new Ledger(() -> 0), table, new Object(), Clock.systemUTC());
        Finished failed = new Finished.Abandoned(List.of(new JournaledRecord(1, record)), "why", null, "because");
        int tries = 0;
        while (!outlet.isStopping() && tries < 100) {
            tries++;
            assertThatThrownBy(() -> outlet.publish(failed, true)).isInstanceOf(RuntimeException.class);
            outlet.waitForRetry();
        }
        assertThat(tries).isLessThan(10);
        assertThatThrownBy(outlet::requireDone).isInstanceOf(IOException.class);
    }
}
