package dev.vedette.host.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/** A growing array of bytes. Slices that were handed out stay valid when it grows, until it is reset. */
final class Bytes {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] array = new byte[4096];
    private int size;

    void reset() {
        size = 0;
    }

    int size() {
        return size;
    }

    void truncate(int to) {
        size = to;
    }

    byte[] array() {
        return array;
    }

    BytesRef since(int start) {
        return new BytesRef(array, start, size - start);
    }

    void room(int more) {
        if (size + more > array.length) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
        }
    }

    void add(int b) {
        room(1);
        array[size++] = (byte) b;
    }

    void add(byte[] bytes, int offset, int length) {
        room(length);
        System.arraycopy(bytes, offset, array, size, length);
        size += length;
    }

    void addInt(int value) {
        room(Integer.BYTES);
        INT.set(array, size, value);
        size += Integer.BYTES;
    }

    void addLong(long value) {
        room(Long.BYTES);
        LONG.set(array, size, value);
        size += Long.BYTES;
    }

    void addVarint(int value) {
        int left = value;
        while ((left & ~0x7F) != 0) {
            add((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        add(left);
    }

    /** Adds the text as UTF-8; false, with nothing added, if it holds half a surrogate pair. */
    boolean addText(String text) {
        int length = text.length();
        room(length);
        byte[] to = array;
        int at = size;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                return addUtf8(text);
            }
            to[at++] = (byte) c;
        }
        size = at;
        return true;
    }

    private boolean addUtf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add(utf8, 0, utf8.length);
        return true;
    }

    /** Adds length and text, half surrogate pairs replaced: for names and ids. */
    void addCounted(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        addVarint(utf8.length);
        add(utf8, 0, utf8.length);
    }
}
