package dev.vedette.host.pack;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a replaced pack. Workers may still hold the registry they read before the swap, so calls into the old pack
 * are let through for as long as there are any; then its gates close (a late caller gets a fault of kind
 * {@code RETIRED} and takes the new registry), and when the last call has come back, the pack is closed.
 */
final class Drain implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Drain.class);
    private static final long LOOK = Duration.ofMillis(2).toNanos();
    private static final Duration QUIET = Duration.ofMillis(250);

    private final OpenPack pack;
    private final List<PackGuard.Plugin> plugins;
    private final PackGuard guard;
    private final Duration limit;

    Drain(OpenPack pack, List<PackGuard.Plugin> plugins, PackGuard guard, Duration limit) {
        this.pack = pack;
        this.plugins = plugins;
        this.guard = guard;
        this.limit = limit;
    }

    OpenPack pack() {
        return pack;
    }

    List<PackGuard.Plugin> plugins() {
        return plugins;
    }

    @Override
    public void run() {
        long begin = System.nanoTime();
        long quiet = Math.min(QUIET.toNanos(), limit.toNanos() / 10);
        long quietSince = begin;
        while (System.nanoTime() - quietSince < quiet && System.nanoTime() - begin < limit.toNanos()) {
            LockSupport.parkNanos(LOOK);
            if (guard.busy(plugins)) {
                quietSince = System.nanoTime();
            }
        }
        PackGuard.retire(plugins);
        while (guard.busy(plugins) && System.nanoTime() - begin < limit.toNanos()) {
            LockSupport.parkNanos(LOOK);
        }
        if (guard.busy(plugins)) {
            log.warn(
                    "pack {}: calls into it are still under way after {} ms [{}]. {}",
                    pack,
                    limit.toMillis(),
                    PackCode.DRAIN_TIMEOUT,
                    PackCode.DRAIN_TIMEOUT.remedy());
        }
        pack.close();
        log.info("pack {} is unloaded", pack);
    }
}
