package dev.vedette.host.store;

import dev.vedette.host.store.IntegrityProblem.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a slice's last commit holds with its chain: every batch with the one before it, every record that came
 * and did not go with the one that is in the index, and the index with both. Reads the commit's own files, so that it
 * disturbs nobody.
 */
final class SliceVerifier {
    private static final int SHOWN = 100;

    private final Slice slice;
    private final List<IntegrityProblem> problems = new ArrayList<>();
    private long problemsInAll;
    private long records;
    private long batches;
    private long unchained;
    private String head = "";

    private SliceVerifier(Slice slice) {
        this.slice = slice;
    }

    /** The verdict on a slice; null if it has no commit. */
    static @Nullable SliceVerdict verify(Slice slice) {
        SliceVerifier verifier = new SliceVerifier(slice);
        try (Directory files = FSDirectory.open(slice.folder())) {
            if (!DirectoryReader.indexExists(files)) {
                return null;
            }
            try (DirectoryReader reader = DirectoryReader.open(files)) {
                verifier.verify(reader);
            }
        } catch (IOException | RuntimeException e) { // damaged files make Lucene throw almost anything
            verifier.problem(Kind.INDEX, "", null, "the index cannot be read: " + e);
        }
        return verifier.verdict();
    }

    private SliceVerdict verdict() {
        return new SliceVerdict(
                slice.client(), slice.name().folder(), records, batches, head, unchained, problems, problemsInAll);
    }

    private void problem(Kind kind, String id, @Nullable Instant time, String detail) {
        if (problemsInAll++ < SHOWN) {
            problems.add(new IntegrityProblem(kind, id, time, detail));
        }
    }

    private void verify(DirectoryReader reader) throws IOException {
        ChainMark mark = ChainMark.of(reader.getIndexCommit().getUserData());
        if (mark == null) {
            unchained = reader.numDocs();
            return;
        }
        if (!ChainFile.exists(slice.folder())) {
            problem(Kind.CHAIN, "", null, "the file 'chain' is gone; the records cannot be checked");
            return;
        }
        try (ChainFile chain = ChainFile.openToRead(slice.folder())) {
            Map<Gone, Deque<byte[]>> gone = new HashMap<>();
            if (followChain(chain, mark, gone)) {
                IndexedRecords indexed = new IndexedRecords(reader);
                long offset = 0;
                for (long i = 0; i < batches; i++) {
                    ChainFile.Framed framed = chain.read(offset);
                    compare(framed.batch(), gone, indexed);
                    offset = framed.end();
                }
                reportUnvisited(indexed);
            }
        }
    }

    /** A record that went; a hash that begins so was taken out as often as there are members. */
    private record Gone(EventId id, long prefix) {}

    /** Checks how the batches hang together, and gathers what went. */
    private boolean followChain(ChainFile chain, ChainMark mark, Map<Gone, Deque<byte[]>> gone) {
        String expected = SliceChain.firstHead(slice.origin());
        long offset = 0;
        String why = "";
        for (batches = 0; batches < mark.batches(); batches++) {
            try {
                ChainFile.Framed framed = chain.read(offset);
                String previous = HexFormat.of().formatHex(framed.batch().previous());
                boolean last = batches + 1 == mark.batches();
                if (!previous.equals(expected)
                        || (last && (offset != mark.offset() || !previous.equals(mark.previous())))) {
                    problem(
                            Kind.CHAIN,
                            "",
                            framed.batch().time(),
                            "batch " + batches + " does not follow the one before: the chain was written anew");
                    return false;
                }
                for (ChainRecord record : framed.batch().removed()) {
                    gone.computeIfAbsent(new Gone(record.id(), record.prefix()), key -> new ArrayDeque<>())
                            .add(record.leaf());
                }
                expected = HexFormat.of().formatHex(framed.head());
                unchained = framed.batch().unchained();
                why = framed.batch().note();
                offset = framed.end();
            } catch (IOException e) {
                problem(Kind.CHAIN, "", null, "batch " + batches + " of " + mark.batches() + ": " + e.getMessage());
                return false;
            }
        }
        head = expected;
        if (why.startsWith(SliceChain.BROKEN)) {
            problem(Kind.CHAIN, "", null, why);
        }
        return true;
    }

    private void compare(ChainBatch batch, Map<Gone, Deque<byte[]>> gone, IndexedRecords indexed) throws IOException {
        List<byte[]> leaves = new ArrayList<>(batch.added().size());
        List<IndexedRecords.Place> places = new ArrayList<>();
        boolean complete = true;
        for (ChainRecord record : batch.added()) {
            records++;
            Deque<byte[]> left = gone.get(new Gone(record.id(), record.prefix()));
            byte[] leaf = left == null ? null : left.poll();
            leaves.add(leaf == null ? new byte[0] : leaf);
            if (leaf == null) {
                IndexedRecords.Place place = indexed.find(record.id(), leaves.size() - 1);
                if (place == null) {
                    complete = false;
                    problem(Kind.MISSING, record.id().toString(), batch.time(), "it was committed at this time");
                } else {
                    places.add(place);
                }
            }
        }
        places.sort(Comparator.naturalOrder());
        boolean same = true;
        for (IndexedRecords.Place place : places) {
            ChainRecord expected = batch.added().get(place.index());
            IndexedRecords.Found found = indexed.read(place, expected.id());
            if (found == null || found.record().prefix() != expected.prefix()) {
                same = false;
                problem(
                        Kind.CHANGED,
                        expected.id().toString(),
                        found == null ? batch.time() : found.time(),
                        "the record, its time or its receipt is not what was stored");
            } else {
                leaves.set(place.index(), found.record().leaf());
            }
        }
        if (complete && same && !RecordHash.same(new RecordHash().root(leaves), batch.root())) {
            problem(Kind.CHANGED, "", batch.time(), "the records of the batch of this time do not give its root");
        }
    }

    private void reportUnvisited(IndexedRecords indexed) throws IOException {
        List<IndexedRecords.Found> more = indexed.unvisited(SHOWN + unchained);
        if (indexed.unvisitedCount() <= unchained) {
            return;
        }
        if (unchained > 0) {
            problem(
                    Kind.ADDED,
                    "",
                    null,
                    indexed.unvisitedCount() + " events are not in the chain, and only " + unchained
                            + " were there when it began");
            return;
        }
        for (IndexedRecords.Found found : more) {
            problem(Kind.ADDED, found.record().id().toString(), found.time(), "nobody stored it, or not twice");
        }
        problemsInAll += indexed.unvisitedCount() - more.size();
    }
}
