package dev.vedette.host.store;

import dev.vedette.host.access.ClientScope;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks of the hash chains in the background, one at a time; who asked for one sees his own. Thread-safe. */
final class Verifications {
    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);

    private final EventStore store;
    private final Clock clock;
    private final Map<ClientScope, Verification> latest = new ConcurrentHashMap<>(); // by what the caller may see
    private final AtomicBoolean running = new AtomicBoolean();

    Verifications(EventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Verification latest(ClientScope caller) {
        return latest.getOrDefault(caller, Verification.none(caller));
    }

    /** Begins one; false if one is under way. */
    boolean start(ClientScope caller, ClientScope scope, Instant from, Instant to) {
        if (!running.compareAndSet(false, true)) {
            return false;
        }
        latest.put(caller, Verification.begun(scope, from, to, clock.instant()));
        try {
            Thread.ofPlatform().name("verify").daemon().start(() -> run(caller, scope, from, to));
        } catch (Error e) { // no memory for a thread
            end(caller, Verification.State.FAILED);
            throw e;
        }
        return true;
    }

    private void run(ClientScope caller, ClientScope scope, Instant from, Instant to) {
        Verification.State how = Verification.State.FAILED;
        try {
            List<SliceVerdict> verdicts = new ArrayList<>();
            store.verify(scope, from, to, verdict -> {
                verdicts.add(verdict);
                latest.put(caller, latest(caller).with(verdicts));
                if (!verdict.intact()) {
                    LOG.error(
                            "The slice {} of {} is not as it was stored: {} problem(s), see 'vedette verify'",
                            verdict.slice(),
                            verdict.client(),
                            verdict.problemsInAll());
                }
            });
            how = Verification.State.DONE;
        } catch (RuntimeException | Error e) {
            LOG.error("The check of the hash chains failed.", e);
        } finally {
            end(caller, how);
        }
    }

    private void end(ClientScope caller, Verification.State how) {
        latest.put(caller, latest(caller).ended(how, clock.instant()));
        running.set(false);
    }
}
