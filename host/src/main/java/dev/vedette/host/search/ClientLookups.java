package dev.vedette.host.search;

import dev.vedette.api.event.IpAddress;
import dev.vedette.host.query.expr.Lookups;
import dev.vedette.host.reference.AssetEntry;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.reference.Network;
import org.jspecify.annotations.Nullable;

/** What functions of queries say of addresses: the networks and assets of the event's client. */
public final class ClientLookups implements Lookups {
    private final Clients clients;

    public ClientLookups(Clients clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable String network(String client, IpAddress address) {
        Network network = clients.get(client).networks().find(address);
        return network == null ? null : network.name();
    }

    @Override
    public @Nullable String assetHost(String client, IpAddress address) {
        AssetEntry asset = clients.get(client).assets().byAddress(address);
        return asset == null ? null : asset.hostname();
    }
}
