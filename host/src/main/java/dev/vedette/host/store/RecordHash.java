package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * SHA-256 as the chains use it, a Merkle tree as RFC 6962 describes it. A leaf is a zero byte, the length of the id and
 * the id, the event's time in nanoseconds, seconds and nanoseconds of its receipt, the raw record. Not thread-safe.
 */
final class RecordHash {
    static final int LENGTH = 32;
    /** The head before the first batch, and the root of no leaves. */
    private static final byte[] NOTHING = new byte[LENGTH];

    private final MessageDigest sha;
    private final ByteBuffer numbers = ByteBuffer.allocate(4 + Long.BYTES + Long.BYTES + 4);

    RecordHash() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static byte[] nothing() {
        return NOTHING.clone();
    }

    byte[] leaf(Event event) {
        return leaf(
                event.id(),
                Nanos.of(event.timestamp()),
                event.raw().receivedAt(),
                event.raw().bytes());
    }

    byte[] leaf(String id, long timeNanos, Instant received, byte[] raw) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        numbers.clear();
        numbers.putInt(name.length);
        sha.update((byte) 0);
        sha.update(numbers.array(), 0, numbers.position());
        sha.update(name);
        numbers.clear();
        numbers.putLong(timeNanos).putLong(received.getEpochSecond()).putInt(received.getNano());
        sha.update(numbers.array(), 0, numbers.position());
        sha.update(raw);
        return sha.digest();
    }

    byte[] node(byte[] left, byte[] right) {
        sha.update((byte) 1);
        sha.update(left);
        sha.update(right);
        return sha.digest();
    }

    byte[] of(byte[] bytes, int length) {
        sha.update(bytes, 0, length);
        return sha.digest();
    }

    /** The root over leaves in their order; {@code leaves} is written over. */
    byte[] root(List<byte[]> leaves) {
        byte[][] level = leaves.toArray(new byte[0][]);
        int size = level.length;
        while (size > 1) {
            int next = 0;
            for (int i = 0; i < size; i += 2) {
                level[next++] = i + 1 < size ? node(level[i], level[i + 1]) : level[i];
            }
            size = next;
        }
        return size == 0 ? nothing() : level[0];
    }

    /** The first 8 bytes of a hash: enough to say which record of a batch is not what it was. */
    static long prefix(byte[] hash) {
        return ByteBuffer.wrap(hash).getLong();
    }

    static boolean same(byte[] one, byte[] other) {
        return Arrays.equals(one, other);
    }
}
