package dev.vedette.host.store;

import dev.vedette.api.event.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/** Byte strings of the column of all fields outside ECS: name, zero byte, typed value. */
final class Keyed {
    private Keyed() {}

    /** What all values of a field begin with. */
    static BytesRef prefix(Field field) {
        return new BytesRef((field.name() + '\0').getBytes(StandardCharsets.UTF_8));
    }

    /** How long the name is. */
    static int nameLength(BytesRef bytes) {
        int at = bytes.offset;
        while (bytes.bytes[at] != 0) {
            at++;
        }
        return at - bytes.offset;
    }

    static Object value(BytesRef bytes, int nameLength) {
        return TypedValue.read(bytes.bytes, bytes.offset + nameLength + 1, bytes.length - nameLength - 1);
    }

    /** The first number in a dictionary of an entry that does not come before some bytes. */
    static long ceiling(SortedSetDocValues values, BytesRef bytes) throws IOException {
        long found = values.lookupTerm(bytes);
        return found < 0 ? -found - 1 : found;
    }

    /** What comes directly behind everything that begins with a prefix, which ends in a zero byte. */
    static BytesRef after(BytesRef prefix) {
        BytesRef after = BytesRef.deepCopyOf(prefix);
        after.bytes[after.offset + after.length - 1]++; // the zero byte becomes a one
        return after;
    }
}
