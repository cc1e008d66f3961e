package dev.vedette.host.query;

import dev.vedette.api.event.IpAddress;
import org.jspecify.annotations.Nullable;

/** A network in the notation {@code address/prefix length}. */
public record Cidr(IpAddress network, int prefixLength) {
    /** Reads it, or null if the text is none; an address alone is a network of one. */
    public static @Nullable Cidr parse(String text) {
        int slash = text.indexOf('/');
        IpAddress network = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            return null;
        }
        int bits = network.isV4() && text.indexOf(':') < 0 ? 32 : 128;
        int prefix = bits;
        if (slash >= 0) {
            String digits = text.substring(slash + 1);
            if (!digits.matches("\\d{1,3}")) {
                return null;
            }
            prefix = Integer.parseInt(digits);
        }
        if (prefix > bits) {
            return null;
        }
        if (bits == 128 && network.isV4()) { // ::ffff:10.0.0.0/104
            return prefix < 96 ? null : new Cidr(network, prefix - 96);
        }
        return new Cidr(network, prefix);
    }

    /** The length of the prefix in 128 bits. */
    public int prefixBits() {
        return network.isV4() ? prefixLength + 96 : prefixLength;
    }

    /** Whether an address lies in it. */
    public boolean contains(IpAddress address) {
        return address.isIn(network, prefixLength);
    }
}
