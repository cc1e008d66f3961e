package dev.vedette.host.store;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a commit of a slice says about its chain and its records, among the user data of the commit.
 *
 * @param batches how many batches the chain has with this commit's own, which stands at {@code offset}
 * @param offset where this commit's batch begins
 * @param previous head of the batch before, in hex
 * @param first the lowest journal position of any record that was ever in it
 * @param last the highest
 * @param received when the latest record was received, in milliseconds
 */
record ChainMark(long batches, long offset, String previous, long first, long last, long received) {
    static final ChainMark NONE = new ChainMark(0, 0, "", Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);

    private static final String BATCHES = "chain";
    private static final String OFFSET = "chain-offset";
    private static final String PREVIOUS = "chain-previous";
    private static final String FIRST = "first";
    private static final String LAST = "last";
    private static final String RECEIVED = "received";

    /** Null where a commit says nothing: an earlier version made it. */
    static @Nullable ChainMark of(Map<String, String> userData) {
        String batches = userData.get(BATCHES);
        return batches == null
                ? null
                : new ChainMark(
                        Long.parseLong(batches),
                        Long.parseLong(userData.getOrDefault(OFFSET, "0")),
                        userData.getOrDefault(PREVIOUS, ""),
                        Long.parseLong(userData.getOrDefault(FIRST, "0")),
                        Long.parseLong(userData.getOrDefault(LAST, "0")),
                        Long.parseLong(userData.getOrDefault(RECEIVED, "0")));
    }

    Map<String, String> userData() {
        Map<String, String> data = new HashMap<>();
        data.put(BATCHES, Long.toString(batches));
        data.put(OFFSET, Long.toString(offset));
        data.put(PREVIOUS, previous);
        data.put(FIRST, Long.toString(first));
        data.put(LAST, Long.toString(last));
        data.put(RECEIVED, Long.toString(received));
        return data;
    }

    /** Whether a record with this id may be or have been among them. */
    boolean mayHold(EventId id) {
        return !id.hasPosition() || (id.position() >= first && id.position() <= last) || last == Long.MAX_VALUE;
    }

    /** The same with one more record. */
    ChainMark with(EventId id, long receivedMillis) {
        long position = id.hasPosition() ? id.position() : Long.MAX_VALUE;
        return new ChainMark(
                batches,
                offset,
                previous,
                Math.min(first, position),
                Math.max(last, position),
                Math.max(received, receivedMillis));
    }

    /** Where the batch after this commit's own stands; {@code batches} are those before it. */
    ChainMark after(ChainFile.Framed batch) {
        return new ChainMark(batches, batch.end(), HexFormat.of().formatHex(batch.head()), first, last, received);
    }
}
