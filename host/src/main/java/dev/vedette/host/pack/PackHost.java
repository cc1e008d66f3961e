package dev.vedette.host.pack;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** WIP surface. */
public final class PackHost implements AutoCloseable {
    private final PackGuard guard;

    public PackHost(Path packsFolder, PackSettings settings, Clock clock, PackActivation activation) {
        this(packsFolder, settings, clock, activation, new PackGuard());
    }

    public PackHost(Path packsFolder, PackSettings settings, Clock clock, PackActivation activation, PackGuard guard) {
        this.guard = guard;
    }

    public PackGeneration start() {
        return PackGeneration.NONE;
    }

    public PackGeneration generation() {
        return PackGeneration.NONE;
    }

    public PackChange install(Path archive) {
        throw new UnsupportedOperationException("being built");
    }

    public PackChange upgrade(Path archive) {
        throw new UnsupportedOperationException("being built");
    }

    public PackChange remove(String id) {
        throw new UnsupportedOperationException("being built");
    }

    public PackChange rollback(String id) {
        throw new UnsupportedOperationException("being built");
    }

    public List<PackStatus> status() {
        return List.of();
    }

    public PackGuard guard() {
        return guard;
    }

    @Override
    public void close() {
        guard.close();
    }
}
