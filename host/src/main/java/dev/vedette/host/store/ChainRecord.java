package dev.vedette.host.store;

import java.util.List;

/**
 * A record in a slice's chain. In a batch that was read back only the first 8 bytes of the hash of an added record are
 * known; the hash of one that was taken out is there in full.
 *
 * @param member whether it is one of several records of a coalesced event
 * @param prefix the first 8 bytes of its hash
 * @param leaf its hash; empty where only the first bytes are known
 */
record ChainRecord(EventId id, boolean member, long prefix, byte[] leaf) {
    static ChainRecord of(String id, boolean member, byte[] leaf) {
        return new ChainRecord(EventId.of(id), member, RecordHash.prefix(leaf), leaf);
    }

    /** Whether these are the same records with the same content. */
    static boolean same(List<ChainRecord> some, List<ChainRecord> others) {
        boolean same = some.size() == others.size();
        for (int i = 0; same && i < some.size(); i++) {
            same = some.get(i).id.equals(others.get(i).id) && RecordHash.same(some.get(i).leaf, others.get(i).leaf);
        }
        return same;
    }
}
