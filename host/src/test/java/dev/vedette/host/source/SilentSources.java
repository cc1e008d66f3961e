package dev.vedette.host.source;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.Intake;
import dev.vedette.host.store.state.StateStore;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** For tests of other parts: sources that are listened to and say nothing of their own. */
public final class SilentSources {
    private SilentSources() {}

    public static Sources of(StateStore state) {
        Intake closed = new Intake() {
            @Override
            public @Nullable CompletableFuture<Void> offer(RawRecord record) {
                return null;
            }

            @Override
            public void onRoom(Runnable once) {}

            @Override
            public void dropped(Origin origin, String reason, long records) {}
        };
        Clock clock = Clock.systemUTC();
        return new Sources(
                SourceSettings.DEFAULT, state.sources(), new NoticeSender(closed, clock), clock, System::nanoTime);
    }
}
