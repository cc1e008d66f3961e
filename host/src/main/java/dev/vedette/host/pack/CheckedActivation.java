package dev.vedette.host.pack;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The activation, with its defects turned into refusals: a pack that upsets the host must not stop it. */
final class CheckedActivation {
    private static final Logger log = LoggerFactory.getLogger(CheckedActivation.class);

    private final PackActivation activation;
    private final PackGuard guard;

    CheckedActivation(PackActivation activation, PackGuard guard) {
        this.activation = activation;
        this.guard = guard;
    }

    PackActivation.Prepared prepare(PackGeneration candidate) throws PackRefusedException {
        try {
            return activation.prepare(candidate);
        } catch (RuntimeException | Error e) {
            log.error("compiling the content of packs failed without naming a pack", e);
            throw new PackRefusedException(
                    PackCode.ACTIVATION_FAILED,
                    "compiling it failed: " + e.getClass().getName() + ": " + Faults.detail(e));
        }
    }

    /** Swaps content in; by contract this cannot fail. */
    void activate(PackActivation.Prepared prepared) {
        try {
            prepared.activate();
        } catch (RuntimeException | Error e) {
            log.error("activating the content of packs failed; what is active now is not certain", e);
        }
    }

    Map<PackId, PackActivation.Content> content(PackActivation.@Nullable Prepared prepared) {
        return prepared == null ? Map.of() : Map.copyOf(prepared.content());
    }

    /** Drops a pack that was part of a candidate and never became active. */
    void forget(OpenPack pack) {
        PackGuard.retire(guard.detach(pack.id()));
        pack.close();
    }
}
