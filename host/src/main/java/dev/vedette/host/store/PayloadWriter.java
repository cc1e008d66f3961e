package dev.vedette.host.store;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.RawRecord;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.BytesRef;

/**
 * Writes what no column holds, version 1: a version byte; flags; the id; the time of receipt if no column has it; the
 * origin if it is too long for a column; the shapes of lists; kept fields; the raw record's bytes to the end. A length
 * or count has 7 bits per byte, low ones first. {@link Payload} reads it.
 *
 * <p>A column holds the members of a list sorted and once each. Where that is not the list as it was, its shape says,
 * member by member, which of the sorted ones stands there.
 */
final class PayloadWriter {
    static final int VERSION = 1;
    static final int TIME_KEPT = 1;
    static final int RECEIVED_HERE = 2;
    static final int ORIGIN_HERE = 4;
    static final int KEPT_VALUES = 0;
    static final int KEPT_PART = 1;

    private final Bytes out = new Bytes();
    private final Bytes shapes = new Bytes();
    private final Bytes kept = new Bytes();
    private final Bytes value = new Bytes();
    private String id = "";
    private int shapeCount;
    private int keptCount;

    void reset() {
        shapes.reset();
        kept.reset();
        id = "";
        shapeCount = 0;
        keptCount = 0;
    }

    void id(String text) {
        id = text;
    }

    /** Notes the order of a list; returns its members sorted and once each. */
    BytesRef[] shape(Field field, BytesRef[] values) {
        BytesRef[] distinct = Arrays.stream(values).sorted().distinct().toArray(BytesRef[]::new);
        if (!Arrays.equals(distinct, values)) {
            begin(field, values.length);
            for (BytesRef member : values) {
                shapes.addVarint(Arrays.binarySearch(distinct, member));
            }
        }
        return distinct;
    }

    /** Notes the order of a list of numbers. */
    void shape(Field field, long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        if (!Arrays.equals(sorted, values)) {
            long[] distinct = Arrays.stream(sorted).distinct().toArray();
            begin(field, values.length);
            for (long member : values) {
                shapes.addVarint(Arrays.binarySearch(distinct, member));
            }
        }
    }

    private void begin(Field field, int members) {
        shapeCount++;
        shapes.addCounted(field.name());
        shapes.addVarint(members);
    }

    /** Keeps a value that is a part of the raw record's text. */
    void keepPart(Field field, int offset, int length) {
        keptCount++;
        kept.addCounted(field.name());
        kept.add(KEPT_PART);
        kept.addVarint(offset);
        kept.addVarint(length);
    }

    void keep(Field field, List<?> values) {
        keptCount++;
        kept.addCounted(field.name());
        kept.add(KEPT_VALUES);
        kept.addVarint(values.size());
        for (Object member : values) {
            value.reset();
            if (!TypedValue.add(value, member)) {
                TypedValue.addText16(value, (String) member);
            }
            kept.addVarint(value.size());
            kept.add(value.array(), 0, value.size());
        }
    }

    /** The payload; good until the next one is finished. */
    BytesRef finish(RawRecord raw, boolean timeInColumn, boolean receivedInColumn, BytesRef origin) {
        out.reset();
        out.add(VERSION);
        out.add((timeInColumn ? 0 : TIME_KEPT)
                | (receivedInColumn ? 0 : RECEIVED_HERE)
                | (origin.length == 0 ? 0 : ORIGIN_HERE));
        out.addCounted(id);
        if (!receivedInColumn) {
            out.addLong(raw.receivedAt().getEpochSecond());
            out.addInt(raw.receivedAt().getNano());
        }
        if (origin.length > 0) {
            out.addVarint(origin.length);
            out.add(origin.bytes, origin.offset, origin.length);
        }
        out.addVarint(shapeCount);
        out.add(shapes.array(), 0, shapes.size());
        out.addVarint(keptCount);
        out.add(kept.array(), 0, kept.size());
        out.add(raw.bytes(), 0, raw.bytes().length);
        return out.since(0);
    }
}
