package dev.vedette.host;

import dev.vedette.host.access.AccessSettings;
import dev.vedette.host.backup.BackupSettings;
import dev.vedette.host.correlate.OffenseSettings;
import dev.vedette.host.forward.ForwardSettings;
import dev.vedette.host.ingest.IngestSettings;
import dev.vedette.host.ingest.LimitSettings;
import dev.vedette.host.ingest.ReceiverSettings;
import dev.vedette.host.ingest.pull.ConnectorSettings;
import dev.vedette.host.journal.JournalSettings;
import dev.vedette.host.pack.PackSettings;
import dev.vedette.host.pipeline.LedgerSettings;
import dev.vedette.host.pipeline.PipelineSettings;
import dev.vedette.host.reference.ClientSettings;
import dev.vedette.host.rest.ApiSettings;
import dev.vedette.host.search.SearchSettings;
import dev.vedette.host.source.NoticeSender;
import dev.vedette.host.source.SourceSettings;
import dev.vedette.host.store.StoreSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The whole configuration: a key of {@code vedette.yml} for each domain, whose own record says what is in it. */
public record HostSettings(
        ApiSettings server,
        AccessSettings access,
        List<ReceiverSettings> receivers,
        List<ConnectorSettings> connectors,
        List<ForwardSettings> forwards,
        List<ClientSettings> clients,
        PackSettings packs,
        JournalSettings journal,
        StoreSettings store,
        SearchSettings search,
        PipelineSettings pipeline,
        LedgerSettings ledger,
        OffenseSettings offenses,
        SourceSettings sources,
        BackupSettings backup) {
    public static final HostSettings DEFAULTS = new HostSettings(
            ApiSettings.DEFAULT,
            AccessSettings.DEFAULT,
            IngestSettings.defaults(ApiSettings.DEFAULT.defaultClient()).receivers(),
            List.of(),
            List.of(),
            List.of(),
            PackSettings.defaults(),
            JournalSettings.defaults(),
            StoreSettings.defaults(),
            SearchSettings.DEFAULT,
            PipelineSettings.DEFAULTS,
            LedgerSettings.DEFAULTS,
            OffenseSettings.DEFAULTS,
            SourceSettings.DEFAULT,
            BackupSettings.DEFAULT);

    public HostSettings {
        receivers = List.copyOf(receivers);
        connectors = List.copyOf(connectors);
        forwards = List.copyOf(forwards);
        clients = List.copyOf(clients);
        if (journal.queueBytes() < LimitSettings.DEFAULT_MAX_RECORD_BYTES) {
            throw new IllegalArgumentException("journal.queue-bytes is at least "
                    + LimitSettings.DEFAULT_MAX_RECORD_BYTES + ", the longest record that the API takes");
        }
        Set<String> ids = new HashSet<>(Set.of(NoticeSender.RECEIVER));
        receivers.forEach(receiver -> requireOwnId(ids, receiver.id(), "receiver"));
        for (ConnectorSettings connector : connectors) {
            requireOwnId(ids, connector.id(), "connector");
            requireClient(connector.client(), "connector '" + connector.id() + "'");
        }
        Set<String> forwardIds = new HashSet<>();
        for (ForwardSettings forward : forwards) {
            requireOwnId(forwardIds, forward.id(), "forward");
            requireClient(forward.client(), "forward '" + forward.id() + "'");
        }
        for (ReceiverSettings receiver : receivers) {
            requireClient(receiver.client(), "receiver '" + receiver.id() + "'");
            if (receiver.maxRecordBytes() > journal.queueBytes()) {
                throw new IllegalArgumentException("receiver '" + receiver.id() + "' takes records of "
                        + receiver.maxRecordBytes() + " bytes, but the journal's queue holds only "
                        + journal.queueBytes() + "; lower its max-record-bytes or raise journal.queue-bytes");
            }
        }
        for (AccessSettings.ConfiguredToken token : access.tokens()) {
            token.clients().forEach(client -> requireClient(client, "access.tokens: token '" + token.id() + "'"));
        }
        requireClient(server.defaultClient(), "server.defaultClient");
    }

    /** Receivers and connectors share their ids: both stand in the ledger, and one is what the host itself says. */
    private static void requireOwnId(Set<String> ids, String id, String kind) {
        if (!ids.add(id)) {
            throw new IllegalArgumentException("the " + kind + " id '" + id
                    + "' is taken already, by the host itself or another one; choose another");
        }
    }

    /** What these name is checked here, where clients are known, and not when the first record has been taken in. */
    private static void requireClient(String id, String where) {
        if (!ClientSettings.isId(id)) {
            throw new IllegalArgumentException(where + " names the client '" + id
                    + "'; an id is made of lower-case letters, digits, - and _ (at most 63)");
        }
    }

    /** The same without receivers and with the API on any free port: for a command that needs a host for itself. */
    public HostSettings forOneCommand() {
        return withReceivers(List.of()).withApiPort(0);
    }

    /** The same with the API on another port; 0 takes any free one. */
    public HostSettings withApiPort(int port) {
        return withServer(server.withPort(port));
    }

    public HostSettings withReceivers(List<ReceiverSettings> others) {
        Copy copy = new Copy();
        copy.receivers = others;
        return copy.done();
    }

    public HostSettings withSources(SourceSettings other) {
        Copy copy = new Copy();
        copy.sources = other;
        return copy.done();
    }

    public HostSettings withServer(ApiSettings other) {
        Copy copy = new Copy();
        copy.server = other;
        return copy.done();
    }

    public HostSettings withAccess(AccessSettings other) {
        Copy copy = new Copy();
        copy.access = other;
        return copy.done();
    }

    public HostSettings withClients(List<ClientSettings> others) {
        Copy copy = new Copy();
        copy.clients = others;
        return copy.done();
    }

    public HostSettings withPacks(PackSettings other) {
        Copy copy = new Copy();
        copy.packs = other;
        return copy.done();
    }

    public HostSettings withPipeline(PipelineSettings other) {
        Copy copy = new Copy();
        copy.pipeline = other;
        return copy.done();
    }

    /** The one place that knows all components, so that a new one does not touch every method above. */
    private final class Copy {
        private ApiSettings server = HostSettings.this.server;
        private AccessSettings access = HostSettings.this.access;
        private List<ReceiverSettings> receivers = HostSettings.this.receivers;
        private List<ClientSettings> clients = HostSettings.this.clients;
        private PackSettings packs = HostSettings.this.packs;
        private PipelineSettings pipeline = HostSettings.this.pipeline;
        private SourceSettings sources = HostSettings.this.sources;

        HostSettings done() {
            return new HostSettings(
                    server,
                    access,
                    receivers,
                    connectors,
                    forwards,
                    clients,
                    packs,
                    journal,
                    store,
                    search,
                    pipeline,
                    ledger,
                    offenses,
                    sources,
                    backup);
        }
    }
}
