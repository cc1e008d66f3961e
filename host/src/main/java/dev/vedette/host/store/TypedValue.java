package dev.vedette.host.store;

import dev.vedette.api.event.IpAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** A value with its type as bytes: a tag, then bytes that sort as the values do. */
final class TypedValue {
    static final char TRUTH = 'b';
    static final char DECIMAL = 'd';
    static final char ADDRESS = 'i';
    static final char NUMBER = 'l';
    static final char TEXT = 's';
    static final char TIME = 't';
    /** Text with half a surrogate pair in it, as UTF-16; in payloads only. */
    static final char TEXT16 = 'u';

    private TypedValue() {}

    /** Appends a value; false, with nothing appended, for text that is not Unicode. */
    static boolean add(Bytes out, Object value) {
        switch (value) {
            case String text -> {
                out.add(TEXT);
                if (!out.addText(text)) {
                    out.truncate(out.size() - 1);
                    return false;
                }
            }
            case Long number -> {
                out.add(NUMBER);
                out.addLong(number ^ Long.MIN_VALUE);
            }
            case Double number -> {
                out.add(DECIMAL);
                out.addLong(NumericUtils.doubleToSortableLong(number) ^ Long.MIN_VALUE);
            }
            case Boolean truth -> {
                out.add(TRUTH);
                out.add(truth ? 1 : 0);
            }
            case IpAddress address -> {
                out.add(ADDRESS);
                addAddress(out, address);
            }
            case Instant time -> {
                out.add(TIME);
                out.addLong(time.getEpochSecond() ^ Long.MIN_VALUE);
                out.addInt(time.getNano());
            }
            default -> throw new IllegalArgumentException("not a value type: " + value.getClass());
        }
        return true;
    }

    /** Appends text that {@link #add} refused. */
    static void addText16(Bytes out, String text) {
        out.add(TEXT16);
        for (int i = 0; i < text.length(); i++) {
            out.add(text.charAt(i) >>> 8);
            out.add(text.charAt(i));
        }
    }

    static void addAddress(Bytes out, IpAddress address) {
        out.addLong(address.high());
        out.addLong(address.low());
    }

    /** Reads the value that the bytes hold. */
    static Object read(BytesRef bytes) {
        return read(bytes.bytes, bytes.offset, bytes.length);
    }

    static Object read(byte[] bytes, int offset, int length) {
        int at = offset + 1;
        int rest = length - 1;
        return switch (bytes[offset]) {
            case TEXT -> new String(bytes, at, rest, StandardCharsets.UTF_8);
            case TEXT16 -> text16(bytes, at, rest);
            case NUMBER -> readLong(bytes, at) ^ Long.MIN_VALUE;
            case DECIMAL -> NumericUtils.sortableLongToDouble(readLong(bytes, at) ^ Long.MIN_VALUE);
            case TRUTH -> bytes[at] == 1;
            case ADDRESS -> IpAddress.ofBytes(bytes, at, 16);
            case TIME ->
                // the lower half of the eight bytes from the fifth on are the nanoseconds
                Instant.ofEpochSecond(readLong(bytes, at) ^ Long.MIN_VALUE, (int) readLong(bytes, at + 4));
            default -> throw new IllegalArgumentException("unknown type of value: " + bytes[offset]);
        };
    }

    private static String text16(byte[] bytes, int offset, int length) {
        char[] chars = new char[length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) (bytes[offset + 2 * i] << 8 | (bytes[offset + 2 * i + 1] & 0xFF));
        }
        return new String(chars);
    }

    static long readLong(byte[] bytes, int offset) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (bytes[offset + i] & 0xFF);
        }
        return value;
    }
}
