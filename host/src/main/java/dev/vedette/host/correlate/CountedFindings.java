package dev.vedette.host.correlate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Which findings were counted since the last commit of the event store. A generation is what was counted between two
 * flushes; one goes when none of its records can be replayed any more. Not thread-safe.
 */
final class CountedFindings {
    /** Beyond so many the oldest generation goes, and a crash just then may count some findings twice. */
    static final int MAX_KEYS = 1_000_000;

    private final Deque<Generation> generations = new ArrayDeque<>();
    private Generation current = new Generation();
    private long size;
    private long forgotten;

    private static final class Generation {
        long position = -1;
        final Set<Long> keys = new HashSet<>();
    }

    CountedFindings(List<CountedBatch> earlier) {
        for (CountedBatch batch : earlier) {
            Generation generation = new Generation();
            generation.position = batch.position();
            for (long key : batch.keys()) {
                generation.keys.add(key);
            }
            generations.add(generation);
            size += generation.keys.size();
        }
    }

    /** Counts it; false if it was counted already. */
    boolean add(String text, long position) {
        long key = hash(text);
        if (current.keys.contains(key)) {
            return false;
        }
        for (Generation generation : generations) {
            if (generation.keys.contains(key)) {
                return false;
            }
        }
        current.keys.add(key);
        current.position = Math.max(current.position, position);
        size++;
        return true;
    }

    /** Ends the current generation, to be written. */
    CountedBatch take() {
        CountedBatch batch = new CountedBatch(
                current.position,
                current.keys.stream().mapToLong(Long::longValue).toArray());
        if (!current.keys.isEmpty()) {
            generations.add(current);
            current = new Generation();
        }
        while (size > MAX_KEYS && generations.size() > 1) {
            int gone = generations.remove().keys.size();
            size -= gone;
            forgotten += gone;
        }
        return batch;
    }

    /** The batch could not be written: its keys go into the next one. */
    void takeBack(CountedBatch batch) {
        if (batch.keys().length > 0 && !generations.isEmpty()) {
            Generation last = generations.removeLast();
            current.keys.addAll(last.keys);
            current.position = Math.max(current.position, last.position);
        }
    }

    /** Records below this position will not be replayed. */
    void forgetBelow(long position) {
        for (Iterator<Generation> each = generations.iterator(); each.hasNext(); ) {
            Generation generation = each.next();
            if (generation.position < position) {
                size -= generation.keys.size();
                each.remove();
            }
        }
    }

    /** How many had to go before their time. */
    long forgotten() {
        return forgotten;
    }

    /** 64 bits of FNV-1a, well mixed: among a million keys a collision has odds of one in 37 million. */
    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        return hash ^ (hash >>> 32);
    }
}
