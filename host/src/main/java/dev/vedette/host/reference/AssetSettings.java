package dev.vedette.host.reference;

import dev.vedette.api.event.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine as configuration describes it; it has a host name, an address, or both.
 *
 * @param hostname its name
 * @param addresses its IP addresses
 * @param criticality how much it matters, 0 to 10; null is {@link Network#DEFAULT_WEIGHT}
 * @param owner who answers for it
 */
public record AssetSettings(
        @Nullable String hostname,
        List<String> addresses,
        @Nullable Integer criticality,
        @Nullable String owner) {
    public AssetSettings {
        addresses = List.copyOf(addresses);
        asset(hostname, addresses, criticality, owner); // throws what is wrong
    }

    AssetEntry asset() {
        return asset(hostname, addresses, criticality, owner);
    }

    private static AssetEntry asset(
            @Nullable String hostname, List<String> addresses, @Nullable Integer criticality, @Nullable String owner) {
        List<IpAddress> parsed = new ArrayList<>();
        for (String text : addresses) {
            IpAddress address = IpAddress.parse(text);
            if (address == null) {
                throw new IllegalArgumentException("'" + text + "' is not an IP address");
            }
            parsed.add(address);
        }
        return new AssetEntry(
                hostname == null ? "" : hostname,
                parsed,
                criticality == null ? Network.DEFAULT_WEIGHT : criticality,
                owner);
    }
}
