package dev.vedette.host.reference;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client (tenant), ready for use.
 *
 * @param profileId id of its threat profile, or null
 * @param zone the time zone of its log sources that name none
 */
public record Client(
        String id,
        String name,
        NetworkHierarchy networks,
        Assets assets,
        @Nullable String profileId,
        ZoneId zone) {
    /** Id of the client that telemetry belongs to where nothing says otherwise. */
    public static final String DEFAULT = "default";

    public static Client of(ClientSettings settings) {
        List<Network> networks = settings.networks().isEmpty()
                ? NetworkHierarchy.privateNetworks()
                : settings.networks().stream().map(NetworkSettings::network).toList();
        String name = settings.name();
        ZoneId zone = settings.zone();
        return new Client(
                settings.id(),
                name == null ? settings.id() : name,
                NetworkHierarchy.of(networks),
                Assets.of(settings.assets().stream().map(AssetSettings::asset).toList()),
                settings.profile(),
                zone == null ? ZoneOffset.UTC : zone);
    }
}
