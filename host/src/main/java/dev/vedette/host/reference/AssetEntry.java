package dev.vedette.host.reference;

import dev.vedette.api.event.IpAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A machine of a client, as configuration describes it.
 *
 * @param hostname its name; case is ignored, and {@code db1.example.com} is also found as {@code db1}
 * @param addresses its addresses
 * @param criticality how much it matters, 0 to 10
 * @param owner who answers for it
 */
public record AssetEntry(
        String hostname,
        List<IpAddress> addresses,
        int criticality,
        @Nullable String owner) {
    public AssetEntry {
        Objects.requireNonNull(hostname, "hostname");
        addresses = List.copyOf(addresses);
        if (hostname.isBlank() && addresses.isEmpty()) {
            throw new IllegalArgumentException("an asset needs a host name or an address");
        }
        if (criticality < 0 || criticality > 10) {
            throw new IllegalArgumentException(
                    "the criticality of asset '" + hostname + "' is 0 to 10, not " + criticality);
        }
    }

    /** What people call it. */
    public String label() {
        return hostname.isBlank() ? addresses.get(0).toString() : hostname;
    }
}
