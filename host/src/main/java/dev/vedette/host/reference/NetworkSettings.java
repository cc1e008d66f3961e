package dev.vedette.host.reference;

import org.jspecify.annotations.Nullable;

/**
 * A network as configuration describes it.
 *
 * @param name dots make levels: {@code branches.berlin.tills}
 * @param cidr {@code 10.0.0.0/8}, {@code fc00::/7} or one address
 * @param zone what kind of place it is, for example {@code dmz}
 * @param weight how much it matters, 0 to 10; null is {@link Network#DEFAULT_WEIGHT}
 */
public record NetworkSettings(
        String name,
        String cidr,
        @Nullable String zone,
        @Nullable Integer weight) {
    public NetworkSettings {
        Network.of(name, cidr, zone, weight == null ? Network.DEFAULT_WEIGHT : weight); // throws what is wrong
    }

    Network network() {
        Integer given = weight;
        return Network.of(name, cidr, zone, given == null ? Network.DEFAULT_WEIGHT : given);
    }
}
