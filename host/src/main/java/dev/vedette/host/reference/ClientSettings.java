package dev.vedette.host.reference;

import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client (tenant) as configuration describes it.
 *
 * @param id short and stable: lower-case letters, digits, {@code -} and {@code _}
 * @param name what people call it; null is the id
 * @param zone the time zone of its log sources that name none; null is UTC
 * @param profile id of its threat profile, or null
 * @param networks its networks; none means the private ones of {@link NetworkHierarchy#privateNetworks}
 * @param assets its machines
 */
public record ClientSettings(
        String id,
        @Nullable String name,
        @Nullable ZoneId zone,
        @Nullable String profile,
        List<NetworkSettings> networks,
        List<AssetSettings> assets) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    public ClientSettings {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "a client's id is made of lower-case letters, digits, - and _ " + "(at most 63), not '" + id + "'");
        }
        networks = List.copyOf(networks);
        assets = List.copyOf(assets);
    }

    /** Whether a text can be a client's id; the tables of the host have no room for anything else. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The client that there is where nobody configured one. */
    public static ClientSettings standard() {
        return new ClientSettings(Client.DEFAULT, "Default client", null, null, List.of(), List.of());
    }

    /** The same client with another threat profile. */
    public ClientSettings withProfile(@Nullable String other) {
        return new ClientSettings(id, name, zone, other, networks, assets);
    }
}
