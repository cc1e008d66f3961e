package dev.vedette.host;

import dev.vedette.host.journal.JournalState;
import dev.vedette.host.rest.Health;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether the host can do its work, for {@code /health/readyz}. */
final class HostHealth {
    private static final long LITTLE_SPACE = 512L << 20;

    private HostHealth() {}

    static List<Health.Check> of(Host host, Path data) {
        long free;
        JournalState journal;
        try {
            free = Files.getFileStore(data).getUsableSpace();
            journal = host.journal().state();
        } catch (IOException e) {
            throw new UncheckedIOException("the disk of " + data + " cannot be asked", e);
        }
        long residue = host.alarm().residue();
        boolean failing = host.checkpoint().isFailing();
        return List.of(
                index(host),
                journal(journal),
                new Health.Check(
                        "checkpoint",
                        !failing,
                        failing ? "the last one failed: see the log" : "the last one succeeded"),
                new Health.Check("disk", free > LITTLE_SPACE, free / (1 << 20) + " MiB free"),
                slices(host),
                new Health.Check("ledger", residue == 0, "residue " + residue));
    }

    private static Health.Check index(Host host) {
        @Nullable String recovery = host.recovery().underWay();
        boolean heldUp = host.pipeline().isHeldUp();
        if (recovery != null) {
            return new Health.Check("index", false, "recovers from a failure of the disk: " + recovery);
        }
        return new Health.Check(
                "index", !heldUp, heldUp ? "the event store cannot write: senders are held up" : "writes");
    }

    private static Health.Check slices(Host host) {
        int damaged = host.events().statistics().damaged().size();
        return new Health.Check(
                "slices",
                damaged == 0,
                damaged == 0
                        ? "none is damaged"
                        : damaged + " set aside because of damage: /api/v1/status says what to do");
    }

    private static Health.Check journal(JournalState journal) {
        String problem = journal.problem();
        String detail = problem != null
                ? problem + " (since " + Objects.requireNonNull(journal.since()) + ")"
                : journal.damages().isEmpty()
                        ? "writes"
                        : "writes; " + journal.damages().size() + " damaged stretches were stepped over: see the log";
        return new Health.Check("journal", problem == null, detail);
    }
}
