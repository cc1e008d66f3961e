package dev.vedette.packs.netflow;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The fields of a data record, in their order. */
final class Template {
    /** The length of a field that says its length itself (RFC 7011, section 7). */
    static final int VARIABLE = 65_535;

    /** How many of the fields, from the first, are the scope of an options record; -1 in a template of flows. */
    final int scopeFields;

    final int[] ids;
    final int[] lengths;
    final long[] enterprises;
    /** The least that a record takes. */
    final int minLength;

    final boolean variable;

    Template(int scopeFields, int[] ids, int[] lengths, long[] enterprises) {
        this.scopeFields = scopeFields;
        this.ids = ids;
        this.lengths = lengths;
        this.enterprises = enterprises;
        int sum = 0;
        boolean any = false;
        for (int length : lengths) {
            any |= length == VARIABLE;
            sum += length == VARIABLE ? 1 : length;
        }
        minLength = sum;
        variable = any;
    }

    boolean options() {
        return scopeFields >= 0;
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 8 * ids.length);
        bytes.putShort((short) scopeFields).putShort((short) ids.length);
        for (int i = 0; i < ids.length; i++) {
            bytes.putShort((short) ids[i]).putShort((short) lengths[i]).putInt((int) enterprises[i]);
        }
        return bytes.array();
    }

    /** What {@link #toBytes} made, or null if these bytes are something else. */
    static @Nullable Template ofBytes(byte[] bytes) {
        if (bytes.length < 4 || bytes.length != 4 + 8 * Bits.u16(bytes, 2)) {
            return null;
        }
        int count = Bits.u16(bytes, 2);
        int[] ids = new int[count];
        int[] lengths = new int[count];
        long[] enterprises = new long[count];
        for (int i = 0; i < count; i++) {
            int at = 4 + 8 * i;
            ids[i] = Bits.u16(bytes, at);
            lengths[i] = Bits.u16(bytes, at + 2);
            enterprises[i] = Bits.u32(bytes, at + 4);
        }
        return new Template((short) Bits.u16(bytes, 0), ids, lengths, enterprises);
    }
}
