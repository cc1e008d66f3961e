package dev.vedette.host;

import dev.vedette.host.ingest.HttpIngest;
import dev.vedette.host.journal.Journal;
import dev.vedette.host.rest.ApiServices;
import dev.vedette.host.store.state.StateStore;
import java.time.Clock;

final class HostServices {
    static ApiServices of(Host host, StateStore state, Journal journal, HttpIngest http, Clock clock) {
        throw new UnsupportedOperationException();
    }
}
