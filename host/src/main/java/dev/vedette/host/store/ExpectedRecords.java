package dev.vedette.host.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a chain says should be in a slice, as far as the chain can be read. */
final class ExpectedRecords {
    /** A record that should be there. */
    static final class Expected {
        final long prefix;
        final Instant committed;
        boolean back;

        Expected(long prefix, Instant committed) {
            this.prefix = prefix;
            this.committed = committed;
        }
    }

    private final Map<EventId, Expected> records = new HashMap<>();
    private boolean complete;

    private ExpectedRecords() {}

    /** Reads a chain up to its end or to where it is damaged. */
    static ExpectedRecords read(Path slice, List<String> notes) {
        ExpectedRecords all = new ExpectedRecords();
        if (!ChainFile.exists(slice)) {
            notes.add("chain: there is none");
            return all;
        }
        try (ChainFile chain = ChainFile.openToRead(slice)) {
            long unchained = 0;
            for (long at = 0; at < chain.size(); ) {
                ChainFile.Framed framed = chain.read(at);
                all.apply(framed.batch());
                unchained = framed.batch().unchained();
                at = framed.end();
            }
            all.complete = unchained == 0;
        } catch (IOException e) {
            notes.add("chain: " + e.getMessage());
        }
        return all;
    }

    /** What went was there before, or else came in the same batch. */
    private void apply(ChainBatch batch) {
        Map<EventId, Long> cancelled = new HashMap<>();
        for (ChainRecord record : batch.removed()) {
            Expected there = records.get(record.id());
            if (there != null && there.prefix == record.prefix()) {
                records.remove(record.id());
            } else {
                cancelled.put(record.id(), record.prefix());
            }
        }
        for (ChainRecord record : batch.added()) {
            Long gone = cancelled.get(record.id());
            if (gone == null || gone != record.prefix()) {
                records.put(record.id(), new Expected(record.prefix(), batch.time()));
            }
        }
    }

    /** Whether every record that should be there is known. */
    boolean complete() {
        return complete;
    }

    @Nullable
    Expected get(EventId id) {
        return records.get(id);
    }

    int size() {
        return records.size();
    }

    /** The records that did not come back, with the time of their commit. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        records.forEach((id, expected) -> {
            if (!expected.back) {
                missing.add(id + " committed " + expected.committed);
            }
        });
        missing.sort(null);
        return missing;
    }
}
