package dev.vedette.host.store;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one commit did to a slice: which records came, in the order of the journal, and which went (a new parser gave an
 * event another time). Its head is the SHA-256 of its bytes, and they begin with the head of the batch before.
 *
 * @param previous head of the batch before; zeros for the first
 * @param time of the commit
 * @param root of the Merkle tree over the added records
 * @param unchained events that were in the slice before the chain began
 * @param note why the chain begins where it does; mostly empty
 */
record ChainBatch(
        byte[] previous,
        Instant time,
        byte[] root,
        long unchained,
        String note,
        List<ChainRecord> added,
        List<ChainRecord> removed) {
    private static final int VERSION = 1;
    private static final int NUMBER = 1;
    private static final int TEXT = 2;
    private static final int KIND = 3;
    private static final int MEMBER = 4;

    /** The bytes that are hashed and written. */
    byte[] bytes() {
        Bytes out = new Bytes();
        out.add(VERSION);
        out.add(previous, 0, previous.length);
        out.addLong(time.toEpochMilli());
        out.add(root, 0, root.length);
        out.addLong(unchained);
        out.addCounted(note);
        out.addInt(added.size());
        out.addInt(removed.size());
        addAll(out, added, false);
        addAll(out, removed, true);
        byte[] bytes = new byte[out.size()];
        System.arraycopy(out.array(), 0, bytes, 0, bytes.length);
        return bytes;
    }

    private static void addAll(Bytes out, List<ChainRecord> records, boolean whole) {
        long last = 0;
        for (ChainRecord record : records) {
            EventId id = record.id();
            int flags = (record.member() ? MEMBER : 0) | (id.hasPosition() ? id.number() == 0 ? 0 : NUMBER : TEXT);
            if (id.hasPosition()) {
                addVarlong(out, (id.position() - last) << 3 | flags);
                last = id.position();
                if (id.number() > 0) {
                    out.addVarint(id.number());
                }
            } else {
                addVarlong(out, flags);
                out.addCounted(id.toString());
            }
            if (whole) {
                out.add(record.leaf(), 0, record.leaf().length);
            } else {
                out.addLong(record.prefix());
            }
        }
    }

    private static void addVarlong(Bytes out, long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.add((int) (left & 0x7F) | 0x80);
            left >>>= 7;
        }
        out.add((int) left);
    }

    /**
     * Reads one.
     *
     * @throws IOException if the bytes are not those of a batch
     */
    static ChainBatch read(byte[] bytes) throws IOException {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            if (in.get() != VERSION) {
                throw new IOException("a newer version of Vedette wrote this chain");
            }
            byte[] previous = take(in, RecordHash.LENGTH);
            Instant time = Instant.ofEpochMilli(in.getLong());
            byte[] root = take(in, RecordHash.LENGTH);
            long unchained = in.getLong();
            String note = text(in);
            int added = in.getInt();
            int removed = in.getInt();
            if (added < 0 || removed < 0 || added > bytes.length || removed > bytes.length) {
                throw new IOException("a batch of the chain has an impossible size");
            }
            return new ChainBatch(
                    previous, time, root, unchained, note, records(in, added, false), records(in, removed, true));
        } catch (BufferUnderflowException e) {
            throw new IOException("a batch of the chain ends too early", e);
        }
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer in) throws IOException {
        long length = varlong(in);
        if (length < 0 || length > in.remaining()) {
            throw new IOException("a batch of the chain ends within a text");
        }
        return new String(take(in, (int) length), StandardCharsets.UTF_8);
    }

    private static List<ChainRecord> records(ByteBuffer in, int count, boolean whole) throws IOException {
        List<ChainRecord> records = new ArrayList<>(count);
        long position = 0;
        for (int i = 0; i < count; i++) {
            long head = varlong(in);
            EventId id;
            if ((head & KIND) == TEXT) {
                id = new EventId(EventId.NOWHERE, 0, text(in));
            } else {
                position += head >>> 3;
                id = new EventId(position, (head & KIND) == NUMBER ? (int) varlong(in) : 0, null);
            }
            byte[] leaf = whole ? take(in, RecordHash.LENGTH) : new byte[0];
            long prefix = whole ? RecordHash.prefix(leaf) : in.getLong();
            records.add(new ChainRecord(id, (head & MEMBER) != 0, prefix, leaf));
        }
        return records;
    }

    private static long varlong(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0 || shift > 63) {
                return value;
            }
        }
    }
}
