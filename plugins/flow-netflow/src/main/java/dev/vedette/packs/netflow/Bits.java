package dev.vedette.packs.netflow;

/** Unsigned big-endian numbers in a byte array. */
final class Bits {
    private Bits() {}

    static int u8(byte[] data, int at) {
        return data[at] & 0xFF;
    }

    static int u16(byte[] data, int at) {
        return (data[at] & 0xFF) << 8 | (data[at + 1] & 0xFF);
    }

    static long u32(byte[] data, int at) {
        return (long) u16(data, at) << 16 | u16(data, at + 2);
    }

    /** A number of 0 to 8 bytes; one beyond a long's range becomes the largest long. */
    static long number(byte[] data, int at, int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | (data[at + i] & 0xFF);
        }
        return number < 0 ? Long.MAX_VALUE : number;
    }

    static boolean zero(byte[] data, int from, int to) {
        for (int i = from; i < to; i++) {
            if (data[i] != 0) {
                return false;
            }
        }
        return true;
    }

    static String hex(byte[] data, int at, int length) {
        StringBuilder text = new StringBuilder(2 * length);
        for (int i = at; i < at + length; i++) {
            text.append(Character.forDigit(data[i] >> 4 & 15, 16)).append(Character.forDigit(data[i] & 15, 16));
        }
        return text.toString();
    }
}
