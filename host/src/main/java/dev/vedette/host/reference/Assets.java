package dev.vedette.host.reference;

import dev.vedette.api.event.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The assets of one client, found by host name or address. Immutable. */
public final class Assets {
    private final List<AssetEntry> entries;
    private final Map<String, AssetEntry> byHost = new HashMap<>();
    private final Map<IpAddress, AssetEntry> byAddress = new HashMap<>();

    private Assets(List<AssetEntry> entries) {
        this.entries = List.copyOf(entries);
        for (AssetEntry entry : entries) {
            if (!entry.hostname().isBlank()) {
                String host = entry.hostname().toLowerCase(Locale.ROOT);
                if (byHost.put(host, entry) != null) {
                    throw new IllegalArgumentException("the asset '" + entry.hostname() + "' is listed twice");
                }
            }
            for (IpAddress address : entry.addresses()) {
                AssetEntry other = byAddress.put(address, entry);
                if (other != null) {
                    throw new IllegalArgumentException("the assets '" + other.label() + "' and '" + entry.label()
                            + "' have the same address " + address);
                }
            }
        }
        for (AssetEntry entry : entries) {
            byHost.putIfAbsent(firstLabel(entry.hostname().toLowerCase(Locale.ROOT)), entry);
        }
    }

    /**
     * The assets of a client.
     *
     * @throws IllegalArgumentException if a name or an address stands in two of them
     */
    public static Assets of(List<AssetEntry> entries) {
        return new Assets(entries);
    }

    public @Nullable AssetEntry byHost(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        AssetEntry exact = byHost.get(name);
        if (exact != null) {
            return exact;
        }
        // "db1.example.com" in an event is the asset "db1", but not the asset "db1.other.org".
        AssetEntry shortened = byHost.get(firstLabel(name));
        return shortened != null
                        && (name.indexOf('.') < 0 || shortened.hostname().indexOf('.') < 0)
                ? shortened
                : null;
    }

    public @Nullable AssetEntry byAddress(IpAddress address) {
        return byAddress.get(address);
    }

    public List<AssetEntry> entries() {
        return entries;
    }

    private static String firstLabel(String host) {
        int dot = host.indexOf('.');
        return dot <= 0 ? host : host.substring(0, dot);
    }
}
