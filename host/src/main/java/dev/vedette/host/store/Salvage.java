package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * Gets out of a damaged slice what can be read, record by record. The chain says what should be there and whether a record
 * is what it was; without a chain everything that can be read counts. An event whose columns cannot be trusted, or are
 * gone, gets the tag {@value #TAG}: its raw record is whole, and a re-parse makes the rest anew.
 */
final class Salvage {
    static final String TAG = "salvaged";

    private static final int NAMED = 10_000;

    private final Path folder;
    private final String client;
    private final SliceName name;
    private final RecordHash hash = new RecordHash();
    private final List<String> notes = new ArrayList<>();
    private long unreadable;

    Salvage(Path folder, String client, SliceName name) {
        this.folder = folder;
        this.client = client;
        this.name = name;
    }

    /** Takes one event back. */
    @FunctionalInterface
    interface Taking {
        void take(Event event) throws IOException;
    }

    /**
     * What came of it.
     *
     * @param back events that came back
     * @param lost how many did not, as far as that is known
     * @param missing which ones, the first of them, where the chain says so
     * @param notes what stood in the way
     */
    record Report(long back, long lost, List<String> missing, List<String> notes) {}

    Report run(Taking taking) throws IOException {
        ExpectedRecords expected = ExpectedRecords.read(folder, notes);
        long back = 0;
        try (Directory files = FSDirectory.open(folder)) {
            for (SegmentCommitInfo segment : DamagedIndex.segments(files, notes)) {
                try (SalvagedSegment reader = new SalvagedSegment(files, segment)) {
                    back += take(reader, expected, taking);
                    reader.notes().forEach(note -> notes.add(segment.info.name + ": " + note));
                } catch (SalvageStopped e) {
                    throw e.cause;
                } catch (IOException | RuntimeException e) {
                    notes.add(segment.info.name + ": " + e.getMessage());
                }
            }
        }
        return new Report(back, expected.complete() ? expected.missing() : unreadable, expected.missing(NAMED), notes);
    }

    /** The store did not take an event: that is no damage, and it is tried again later. */
    private static final class SalvageStopped extends IOException {
        private static final long serialVersionUID = 1L;
        private final IOException cause;

        SalvageStopped(IOException cause) {
            this.cause = cause;
        }
    }

    private long take(SalvagedSegment segment, ExpectedRecords expected, Taking taking) throws IOException {
        long back = 0;
        Bits live = segment.getLiveDocs();
        EventReader reader = segment.hasColumns() ? new EventReader(segment) : null;
        for (int doc = 0; doc < segment.maxDoc(); doc++) {
            if (live != null && !live.get(doc)) {
                continue;
            }
            Event event = read(segment, reader, doc, expected);
            if (event == null) {
                continue;
            }
            try {
                taking.take(event);
            } catch (IOException e) {
                throw new SalvageStopped(e);
            }
            int should = expected.find(EventId.of(event.id()));
            back += should < 0 || expected.cameBack(should) ? 1 : 0;
        }
        return back;
    }

    private @Nullable Event read(
            SalvagedSegment segment, @Nullable EventReader reader, int doc, ExpectedRecords expected) {
        try {
            if (reader != null) {
                Event event = reader.read(doc);
                int should = expected.find(EventId.of(event.id()));
                boolean right = should < 0
                        ? !expected.complete()
                        : RecordHash.prefix(hash.leaf(event)) == expected.prefix(should);
                if (right) {
                    return segment.columnsAreIntact() ? event : tagged(event);
                }
                if (should < 0) {
                    return null; // deleted, or never stored
                }
            }
            if (!segment.recordsAreIntact()) {
                unreadable++; // nothing says that its record is what it was
                return null;
            }
            return rawOnly(EventReader.payload(segment.storedFields(), doc), expected);
        } catch (IOException | RuntimeException e) { // a damaged block gives almost anything
            unreadable++;
            return null;
        }
    }

    private static Event tagged(Event event) {
        List<Object> tags = new ArrayList<>(event.values(HostFields.TAGS));
        tags.add(TAG);
        EventDraft draft = new EventDraft(event.raw(), Integer.MAX_VALUE, Integer.MAX_VALUE);
        draft.reset(event);
        return draft.setAll(HostFields.TAGS, tags).freeze().get(0);
    }

    /** Without its columns an event is its raw record, of about the time of its commit. */
    private @Nullable Event rawOnly(Payload payload, ExpectedRecords expected) {
        int should = expected.find(EventId.of(payload.id()));
        if (payload.id().isEmpty() || (should < 0 && expected.complete())) {
            return null;
        }
        Instant about = should < 0 ? name.start() : expected.committed(should);
        Instant time = name.odd() || name.overlaps(about, about.plusNanos(1)) ? about : name.start();
        Origin kept = payload.origin();
        Instant received = payload.received();
        RawRecord raw = new RawRecord(
                payload.raw(),
                received == null ? about : received,
                kept == null ? Origin.of(client, TAG).build() : kept);
        return new EventDraft(raw)
                .set(Event.ID, payload.id())
                .timestamp(time)
                .set(HostFields.CLIENT, client)
                .set(HostFields.RECEIVED, raw.receivedAt())
                .set(HostFields.KIND, "event")
                .set(HostFields.TAGS, TAG)
                .freeze()
                .get(0);
    }
}
