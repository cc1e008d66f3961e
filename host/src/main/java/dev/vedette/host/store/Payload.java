package dev.vedette.host.store;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.journal.OriginBytes;
import dev.vedette.host.query.EventFilter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What no column holds, read back; {@link PayloadWriter} says how it is written. */
final class Payload {
    private static final Origin NO_ORIGIN = Origin.of("", "").build();

    private final byte[] bytes;
    private int at;
    private final int flags;
    private final String id;
    private final @Nullable Instant received;
    private final @Nullable Origin origin;
    private final Map<String, int[]> shapes = new LinkedHashMap<>();
    private final Map<String, List<Object>> kept = new LinkedHashMap<>();
    private final Map<String, int[]> parts = new LinkedHashMap<>();
    private final byte[] raw;
    private @Nullable String text;

    Payload(byte[] bytes) {
        this.bytes = bytes;
        if (bytes[at++] != PayloadWriter.VERSION) {
            throw new IllegalStateException("a newer version of Vedette wrote this event");
        }
        flags = bytes[at++];
        id = text(varint());
        received = (flags & PayloadWriter.RECEIVED_HERE) == 0 ? null : readInstant();
        origin = (flags & PayloadWriter.ORIGIN_HERE) == 0 ? null : readOrigin();
        readShapes();
        readKept();
        raw = Arrays.copyOfRange(bytes, at, bytes.length);
    }

    private Instant readInstant() {
        long second = TypedValue.readLong(bytes, at);
        int nano = (int) TypedValue.readLong(bytes, at + 4);
        at += 12;
        return Instant.ofEpochSecond(second, nano);
    }

    private Origin readOrigin() {
        int length = varint();
        at += length;
        return OriginBytes.read(bytes, at - length, length);
    }

    private void readShapes() {
        for (int left = varint(); left > 0; left--) {
            String name = text(varint());
            int[] shape = new int[varint()];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = varint();
            }
            shapes.put(name, shape);
        }
    }

    private void readKept() {
        for (int left = varint(); left > 0; left--) {
            String name = text(varint());
            if (bytes[at++] == PayloadWriter.KEPT_PART) {
                parts.put(name, new int[] {varint(), varint()});
                continue;
            }
            int count = varint();
            List<Object> values = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int length = varint();
                values.add(TypedValue.read(bytes, at, length));
                at += length;
            }
            kept.put(name, values);
        }
    }

    private int varint() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private String text(int length) {
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    /** Whether {@code @timestamp} is the time that the slice is sorted by. */
    boolean timeInColumn() {
        return (flags & PayloadWriter.TIME_KEPT) == 0;
    }

    String id() {
        return id;
    }

    /** When it was received, or null if that is in the column of {@code event.created}. */
    @Nullable
    Instant received() {
        return received;
    }

    /** The origin, or null if it is in a column. */
    @Nullable
    Origin origin() {
        return origin;
    }

    byte[] raw() {
        return raw;
    }

    /** Whether the words of the raw record are searched. */
    boolean isText() {
        return EventFilter.isText(raw);
    }

    /** The raw record as text. */
    String text() {
        String decoded = text;
        if (decoded == null) {
            decoded = new RawRecord(raw, Instant.EPOCH, NO_ORIGIN).text();
            text = decoded;
        }
        return decoded;
    }

    /** The names of the fields whose values are here. */
    List<String> keptNames() {
        List<String> names = new ArrayList<>(kept.keySet());
        names.addAll(parts.keySet());
        return names;
    }

    /** The values of a field that is kept here, in their order; none if it is not. */
    List<Object> kept(String name) {
        int[] part = parts.get(name);
        if (part != null) {
            return List.of(text().substring(part[0], part[0] + part[1]));
        }
        return kept.getOrDefault(name, List.of());
    }

    /** Puts the members of a list, sorted as its column has them, into the order they had. */
    List<Object> inOrder(Field field, List<Object> sorted) {
        int[] shape = shapes.get(field.name());
        if (shape == null) {
            return sorted;
        }
        List<Object> distinct = sorted.stream().distinct().toList();
        List<Object> members = new ArrayList<>(shape.length);
        for (int index : shape) {
            members.add(distinct.get(index));
        }
        return members;
    }
}
