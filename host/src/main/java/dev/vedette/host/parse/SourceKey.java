package dev.vedette.host.parse;

import dev.vedette.api.event.Origin;

/** A source of one client. */
record SourceKey(String client, String source) {
    static SourceKey of(Origin origin) {
        return new SourceKey(origin.client(), origin.source());
    }
}
