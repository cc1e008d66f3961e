package dev.vedette.api.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as 128 bits; IPv4 is held as an IPv4-mapped IPv6 address (RFC 4291, section 2.5.5.2). Reading
 * one never asks a name server. Immutable; ordered by its bits.
 */
public final class IpAddress implements Comparable<IpAddress> {
    private static final long V4_PREFIX = 0xFFFF_0000_0000L;

    private final long high;
    private final long low;

    private IpAddress(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /** The IPv4 address with these 32 bits, most significant byte first. */
    public static IpAddress ofV4(int bits) {
        return new IpAddress(0, V4_PREFIX | (bits & 0xFFFF_FFFFL));
    }

    /**
     * The address in network byte order.
     *
     * @throws IllegalArgumentException if there are neither 4 nor 16 bytes
     */
    public static IpAddress ofBytes(byte[] bytes) {
        return ofBytes(bytes, 0, bytes.length);
    }

    /**
     * The address at {@code offset} in network byte order.
     *
     * @throws IllegalArgumentException if {@code length} is neither 4 nor 16
     */
    public static IpAddress ofBytes(byte[] bytes, int offset, int length) {
        if (length != 4 && length != 16) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + length);
        }
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 4) {
            return ofV4((int) bits(bytes, offset, 4));
        }
        return new IpAddress(bits(bytes, offset, 8), bits(bytes, offset + 8, 8));
    }

    private static long bits(byte[] bytes, int offset, int count) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits = bits << 8 | (bytes[offset + i] & 0xFF);
        }
        return bits;
    }

    /**
     * Reads dotted IPv4 (four decimal numbers of at most three digits, leading zeros meaning nothing) or IPv6 in any
     * form of RFC 4291, section 2.2. The zone of an IPv6 address ({@code %eth0}, RFC 4007) is ignored; blanks, brackets,
     * ports and prefix lengths are not accepted.
     *
     * @param text the address and nothing else
     * @return null when the text is no address
     */
    public static @Nullable IpAddress parse(CharSequence text) {
        int length = text.length();
        if (length < 2 || length > 60) {
            return null;
        }
        for (int i = 0; i < Math.min(length, 5); i++) {
            if (text.charAt(i) == ':') {
                return parseV6(text);
            }
        }
        long v4 = parseV4(text, 0, length);
        return v4 < 0 ? null : ofV4((int) v4);
    }

    /** The 32 bits, or -1. */
    private static long parseV4(CharSequence text, int from, int to) {
        long bits = 0;
        int octet = -1;
        int digits = 0;
        int dots = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                octet = octet < 0 ? c - '0' : octet * 10 + c - '0';
                if (octet > 255 || ++digits > 3) {
                    return -1;
                }
            } else if (c == '.' && octet >= 0 && dots < 3) {
                bits = bits << 8 | octet;
                octet = -1;
                digits = 0;
                dots++;
            } else {
                return -1;
            }
        }
        return dots == 3 && octet >= 0 ? bits << 8 | octet : -1;
    }

    private static @Nullable IpAddress parseV6(CharSequence text) {
        int[] groups = new int[8];
        int count = 0;
        int gap = -1;
        int end = text.length();
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '%') {
                end = i;
            }
        }
        int i = 0;
        if (end >= 2 && text.charAt(0) == ':') {
            if (text.charAt(1) != ':') {
                return null;
            }
            gap = 0;
            i = 2;
        }
        while (i < end) {
            int start = i;
            int group = 0;
            while (i < end && Character.digit(text.charAt(i), 16) >= 0 && text.charAt(i) < 128) {
                group = group << 4 | Character.digit(text.charAt(i), 16);
                i++;
                if (i - start > 4) {
                    return null;
                }
            }
            if (i < end && text.charAt(i) == '.') {
                long v4 = parseV4(text, start, end);
                if (v4 < 0 || count > 6) {
                    return null;
                }
                groups[count++] = (int) (v4 >>> 16);
                groups[count++] = (int) (v4 & 0xFFFF);
                i = end;
                break;
            }
            if (i == start || count == 8) {
                return null;
            }
            groups[count++] = group;
            if (i == end) {
                break;
            }
            if (text.charAt(i++) != ':') {
                return null;
            }
            if (i < end && text.charAt(i) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                i++;
            } else if (i == end) {
                return null;
            }
        }
        if (gap < 0 ? count != 8 : count > 7) {
            return null;
        }
        return ofGroups(groups, count, gap < 0 ? count : gap);
    }

    private static IpAddress ofGroups(int[] groups, int count, int gap) {
        int zeros = 8 - count;
        long high = 0;
        long low = 0;
        for (int g = 0; g < 8; g++) {
            int value = g < gap ? groups[g] : g < gap + zeros ? 0 : groups[g - zeros];
            if (g < 4) {
                high = high << 16 | value;
            } else {
                low = low << 16 | value;
            }
        }
        return new IpAddress(high, low);
    }

    /** Whether this is an IPv4 address (or an IPv4-mapped IPv6 address, which is the same here). */
    public boolean isV4() {
        return high == 0 && (low >>> 32) == 0xFFFF;
    }

    /** The upper 64 of the 128 bits. */
    public long high() {
        return high;
    }

    /** The lower 64 of the 128 bits. */
    public long low() {
        return low;
    }

    /** The 16 bytes in network order, a new array. */
    public byte[] bytes() {
        byte[] bytes = new byte[16];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (high >>> (56 - 8 * i));
            bytes[8 + i] = (byte) (low >>> (56 - 8 * i));
        }
        return bytes;
    }

    /**
     * Whether the first {@code prefixLength} bits equal those of {@code network}; false where one is IPv4 and the other
     * IPv6.
     *
     * @param prefixLength in bits of the network's own family: 0 to 32 for IPv4, 0 to 128 for IPv6
     * @throws IllegalArgumentException if the prefix length is not of that range
     */
    public boolean isIn(IpAddress network, int prefixLength) {
        if (prefixLength < 0 || prefixLength > (network.isV4() ? 32 : 128)) {
            throw new IllegalArgumentException(
                    "the network " + network + " has no prefix of " + prefixLength + " bits");
        }
        if (isV4() != network.isV4()) {
            return false;
        }
        int bits = network.isV4() ? 96 + prefixLength : prefixLength;
        if (bits <= 64) {
            return bits == 0 || (high ^ network.high) >>> (64 - bits) == 0;
        }
        return high == network.high && (low ^ network.low) >>> (128 - bits) == 0;
    }

    @Override
    public int compareTo(IpAddress other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress address && high == address.high && low == address.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high * 31 + low);
    }

    /** Dotted IPv4 (also for an IPv4-mapped address), or IPv6 as RFC 5952, section 4, wants it. */
    @Override
    public String toString() {
        if (isV4()) {
            return (low >>> 24 & 255) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
        }
        int bestStart = -1;
        int bestLength = 1; // a single zero group is written out
        for (int g = 0; g < 8; g++) {
            int run = 0;
            while (g + run < 8 && group(g + run) == 0) {
                run++;
            }
            if (run > bestLength) {
                bestStart = g;
                bestLength = run;
            }
        }
        StringBuilder out = new StringBuilder(39);
        for (int g = 0; g < 8; g++) {
            if (g == bestStart) {
                out.append("::");
                g += bestLength - 1;
            } else {
                if (g > 0 && out.charAt(out.length() - 1) != ':') {
                    out.append(':');
                }
                out.append(Integer.toHexString(group(g)));
            }
        }
        return out.toString();
    }

    private int group(int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> (48 - 16 * (index & 3))) & 0xFFFF;
    }
}
