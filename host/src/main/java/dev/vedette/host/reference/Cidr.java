package dev.vedette.host.reference;

import dev.vedette.api.event.IpAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A block of addresses.
 *
 * @param address its first address
 * @param prefix how many leading bits count, in the address's own family: 0 to 32, or 0 to 128
 */
public record Cidr(IpAddress address, int prefix) {
    public Cidr {
        Objects.requireNonNull(address, "address");
        int most = address.isV4() ? 32 : 128;
        if (prefix < 0 || prefix > most) {
            throw new IllegalArgumentException("the prefix of " + address + " is 0 to " + most + ", not " + prefix);
        }
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code fc00::/7}, or a single address.
     *
     * @throws IllegalArgumentException that says what is wrong, also when bits beyond the prefix are set
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String first = slash < 0 ? text : text.substring(0, slash);
        IpAddress address = IpAddress.parse(first);
        if (address == null) {
            throw new IllegalArgumentException("'" + text + "' is no network: '" + first + "' is not an IP address");
        }
        int prefix = slash < 0 ? (address.isV4() ? 32 : 128) : prefix(text, text.substring(slash + 1));
        Cidr cidr = new Cidr(address, prefix);
        IpAddress begin = cidr.masked();
        if (!begin.equals(address)) {
            throw new IllegalArgumentException(
                    "'" + text + "' has bits beyond its prefix; the network is " + begin + "/" + prefix);
        }
        return cidr;
    }

    /** The same without an exception: null where the text is no network. */
    public static @Nullable Cidr parseOrNull(String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int prefix(String text, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no network: '" + digits + "' is not a prefix length");
        }
    }

    public boolean contains(IpAddress other) {
        return other.isIn(address, prefix);
    }

    /** The prefix counted in the 128 bits of an {@link IpAddress}. */
    int bits() {
        return address.isV4() ? 96 + prefix : prefix;
    }

    private IpAddress masked() {
        byte[] bytes = address.bytes();
        for (int bit = bits(); bit < 128; bit++) {
            bytes[bit >> 3] &= (byte) ~(0x80 >> (bit & 7));
        }
        return IpAddress.ofBytes(bytes);
    }

    @Override
    public String toString() {
        return address + "/" + prefix;
    }
}
