package dev.vedette.host.detect;

import dev.vedette.api.event.IpAddress;

/** The folded text of one value at a time, in memory that is used again. Not thread-safe. */
final class FoldedValue {
    private static final int USUAL = 4_096;

    char[] chars = new char[USUAL];
    int length;
    int hash;
    boolean ascii;

    void load(Object value) {
        if (value instanceof String text) {
            copy(text);
        } else if (value instanceof Long number) {
            digits(number);
        } else if (value instanceof IpAddress address && address.isV4()) {
            dotted((int) address.low());
        } else {
            copy(Values.text(value));
        }
        int bits = 0;
        for (int i = 0; i < length; i++) {
            bits |= chars[i];
        }
        ascii = bits < 128;
        hash = Folding.fold(chars, length);
    }

    private void copy(String text) {
        length = text.length();
        if (length > chars.length) {
            chars = new char[length];
        }
        text.getChars(0, length, chars, 0);
    }

    private void digits(long number) {
        length = 0;
        if (number == Long.MIN_VALUE) {
            copy(Long.toString(number)); // has no positive twin
            return;
        }
        append(number);
    }

    private void append(long number) {
        long rest = Math.abs(number);
        int from = length;
        do {
            chars[length++] = (char) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (number < 0) {
            chars[length++] = '-';
        }
        for (int a = from, b = length - 1; a < b; a++, b--) {
            char swap = chars[a];
            chars[a] = chars[b];
            chars[b] = swap;
        }
    }

    private void dotted(int bits) {
        length = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            append(bits >>> shift & 255);
            if (shift > 0) {
                chars[length++] = '.';
            }
        }
    }

    /** Gives the memory of an unusually long value back. */
    void shrink() {
        if (chars.length > 16 * USUAL) {
            chars = new char[USUAL];
        }
    }
}
