package dev.vedette.host.query.expr;

import dev.vedette.api.event.IpAddress;
import org.jspecify.annotations.Nullable;

/** What functions look up in a client's reference data. Reference sets will be plugged in here when the host has them. */
public interface Lookups {
    /** Knows nothing. */
    Lookups NONE = new Lookups() {
        @Override
        public @Nullable String network(String client, IpAddress address) {
            return null;
        }

        @Override
        public @Nullable String assetHost(String client, IpAddress address) {
            return null;
        }
    };

    /** The name of the client's most specific network that holds an address, or null if it is remote. */
    @Nullable
    String network(String client, IpAddress address);

    /** The host name of the client's asset with an address, or null if there is none. */
    @Nullable
    String assetHost(String client, IpAddress address);
}
