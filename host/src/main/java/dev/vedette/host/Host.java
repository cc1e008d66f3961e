package dev.vedette.host;

import dev.vedette.api.event.Origin;
import dev.vedette.host.access.Access;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.backup.BackupPart;
import dev.vedette.host.backup.Backups;
import dev.vedette.host.correlate.OffenseEngine;
import dev.vedette.host.flow.Exporters;
import dev.vedette.host.flow.FlowSettings;
import dev.vedette.host.forward.Forwards;
import dev.vedette.host.ingest.HttpIngest;
import dev.vedette.host.ingest.HttpSettings;
import dev.vedette.host.ingest.IngestSettings;
import dev.vedette.host.ingest.LimitSettings;
import dev.vedette.host.ingest.Receiver;
import dev.vedette.host.ingest.ReceiverFailedException;
import dev.vedette.host.ingest.ReceiverParts;
import dev.vedette.host.ingest.ReceiverSettings;
import dev.vedette.host.ingest.ReceiverType;
import dev.vedette.host.ingest.Receivers;
import dev.vedette.host.ingest.SourceMarks;
import dev.vedette.host.ingest.follow.FollowedFiles;
import dev.vedette.host.ingest.pull.ConnectorSettings;
import dev.vedette.host.ingest.pull.Connectors;
import dev.vedette.host.journal.Journal;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackHost;
import dev.vedette.host.parse.ParseSettings;
import dev.vedette.host.pipeline.Checkpoint;
import dev.vedette.host.pipeline.DeadLetterReplay;
import dev.vedette.host.pipeline.DurableIntake;
import dev.vedette.host.pipeline.Explainer;
import dev.vedette.host.pipeline.Housekeeping;
import dev.vedette.host.pipeline.Ledger;
import dev.vedette.host.pipeline.LedgerBook;
import dev.vedette.host.pipeline.Pipeline;
import dev.vedette.host.pipeline.PipelineParts;
import dev.vedette.host.pipeline.Recovery;
import dev.vedette.host.pipeline.Reparse;
import dev.vedette.host.pipeline.ReparseJobs;
import dev.vedette.host.pipeline.ReparseRequest;
import dev.vedette.host.pipeline.ResidueAlarm;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.report.Reports;
import dev.vedette.host.rest.ApiServer;
import dev.vedette.host.search.ClientLookups;
import dev.vedette.host.search.SearchJobs;
import dev.vedette.host.source.NoticeSender;
import dev.vedette.host.source.SourceBindings;
import dev.vedette.host.source.Sources;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.HeldEvents;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.StoreCare;
import dev.vedette.host.store.state.LedgerMark;
import dev.vedette.host.store.state.StateStore;
import dev.vedette.host.tls.TlsFiles;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running host: the one place that knows all parts, starts them in their order and stops them in the reverse one.
 * {@link #close} finishes what was received, so that a clean stop leaves nothing to be replayed.
 */
public final class Host implements AutoCloseable {
    /** In the data folder: where the running host's API answers. */
    public static final String ENDPOINT_FILE = CommandEndpoint.FILE;
    /** In the data folder: the token of the local command line. */
    public static final String TOKEN_FILE = Access.CLI_FILE;

    private static final Logger LOG = LoggerFactory.getLogger(Host.class);
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final long ALARM_MILLIS = 500;

    private interface Stop {
        void run() throws IOException, InterruptedException;
    }

    private record Part(String name, Stop stop) {}

    private final HostFolders folders;
    private final Deque<Part> parts = new ArrayDeque<>(); // the latest started first
    private final PackGuard guard;
    private final ActiveContent content;
    private final PackHost packs;
    private final EventStore events;
    private final StoreCare care;
    private final SearchJobs searches;
    private final OffenseEngine offenses;
    private final Reports reports;
    private final Ledger ledger;
    private final Pipeline pipeline;
    private final LedgerBook ledgerBook;
    private final Checkpoint checkpoint;
    private final Upkeep upkeep;
    private final Journal journal;
    private final Recovery recovery;
    private final ResidueAlarm alarm;
    private final DurableIntake intake;
    private final Sources sources;
    private final Backups backups;
    private final Connectors connectors;
    private final Forwards forwards;
    private final Access access;
    private final Receivers receivers;
    private final List<String> warnings;
    private final TlsFiles tls;
    private final ApiServer api;
    private boolean closed;

    /**
     * Starts a host.
     *
     * @throws IOException if a folder, a database or a port cannot be had; the message says what to do
     */
    public static Host start(HostSettings settings, HostFolders folders, Clock clock) throws IOException {
        try {
            return new Host(settings, folders, clock);
        } catch (ReceiverFailedException | IllegalArgumentException e) { // a port in use, settings that do not fit
            throw new IOException(e.getMessage(), e);
        }
    }

    private Host(HostSettings settings, HostFolders folders, Clock clock) throws IOException {
        this.folders = folders;
        boolean started = false;
        try {
            Path data = folders.data();
            DataLock lock = DataLock.take(data);
            started("lock of the data folder", lock::close);
            StateStore state = StateStore.open(data.resolve("state"));
            started("state store", state::close);
            access = Access.open(data, settings.access(), state.access(), new SecureRandom(), clock);
            started("access", access::close);
            LuceneEventStore lucene = LuceneEventStore.open(data.resolve("events"), settings.store(), clock);
            events = lucene;
            started("event store", events::close);
            Clients clients = Clients.of(settings.clients());
            searches = SearchJobs.start(
                    settings.search(),
                    data.resolve("searches"),
                    events,
                    new ClientLookups(clients),
                    access.audit(),
                    clock);
            care = new StoreCare(lucene, settings.store(), state.holds(), access.audit(), clock, System::nanoTime);
            started("searches", searches::close);
            offenses = new OffenseEngine(state.offenses(), clients, settings.offenses(), clock);

            guard = new PackGuard();
            started("pack guard", guard::close);
            content = new ActiveContent(guard);
            content.onChange(next -> offenses.contentChanged(next.profiles()));
            packs = BundledPacks.host(folders, settings.packs(), clock, content, guard);
            started("packs", packs::close);
            packs.start();
            LedgerMark meeting = Recovery.meeting(events, state.ledger());
            journal = Journal.open(
                    data.resolve("journal"),
                    settings.journal().withNotBelow(Recovery.given(events, state.ledger())),
                    clock);
            started("journal", journal::close); // where the start fails early; otherwise it is closed below, before
            AtomicReference<Pipeline> running = new AtomicReference<>();
            ledger = new Ledger(() -> journal.queued() + pendingIn(running.get()));
            Recovery.cut(events, state.deadLetters(), meeting, journal.nextPosition());
            ledger.restore(state.ledger(), meeting);
            ledgerBook = new LedgerBook(ledger, state.ledger());
            reports = new Reports(
                    offenses, events, ledgerBook, clients, () -> content.get().packs(), guard, clock);
            intake = new DurableIntake(journal, ledger, clock);
            sources = new Sources(
                    settings.sources(), state.sources(), new NoticeSender(intake, clock), clock, System::nanoTime);
            started("sources", sources::keep);
            SourceMarks marks = new SourceMarks(state.marks(), journal::nextPosition);
            SourceBindings bindings = new SourceBindings(settings.sources().known());
            ParseSettings parsing = ParseSettings.defaults()
                    .withZone(zones(settings, clients, bindings))
                    .withParser(bindings::parser);
            FlowSettings flowSettings = FlowSettings.of(settings.receivers().stream()
                    .filter(receiver -> receiver.type() == ReceiverType.FLOW_UDP)
                    .map(ReceiverSettings::id)
                    .collect(Collectors.toUnmodifiableSet()));
            Exporters exporters = new Exporters(flowSettings);
            Path templates = data.resolve("flow-templates");
            exporters.load(templates, clock);
            started("flow templates", () -> exporters.save(templates, clock));
            forwards = Forwards.start(settings.forwards(), data.resolve("forwards"), state.marks(), clock);
            started("forwards", forwards::close);
            pipeline = new Pipeline(
                    settings.pipeline(),
                    new PipelineParts(
                            () -> content.get().pipeline(),
                            guard,
                            parsing,
                            flowSettings,
                            exporters,
                            clients,
                            events,
                            offenses,
                            ledger,
                            state.deadLetters(),
                            sources,
                            marks,
                            forwards,
                            bindings::coalesces,
                            clock),
                    meeting.countedBelow());
            running.set(pipeline);
            checkpoint = new Checkpoint(pipeline, events, offenses, ledger, ledgerBook, marks, journal, forwards);
            recovery = new Recovery(journal, events, ledger, state.deadLetters(), pipeline, checkpoint);
            started("checkpoint", checkpoint::run);
            started("pipeline", this::drain);
            pipeline.start();
            started("journal", journal::close);
            started("senders that wait for a store that cannot write", pipeline::giveUpIfHeldUp);
            FollowedFiles followed = FollowedFiles.open(data.resolve("followed"), settings.receivers(), journal);
            Reparse.finishMoves(events, state.moves());
            recovery.replay(meeting);
            journal.consumer(pipeline::accept);
            upkeep = new Upkeep(
                    new Housekeeping(state.ledger(), state.deadLetters(), settings.ledger(), clock),
                    new DeadLetterReplay(state.deadLetters(), pipeline, events, offenses, ledger, checkpoint, clock),
                    new ReparseJobs(new Reparse(
                            pipeline, events, state.moves(), new HeldEvents(state.holds()), checkpoint, recovery)::run),
                    recovery);
            started("upkeep", upkeep::close);
            upkeep.start();
            sources.onRecognised((source, since) ->
                    upkeep.reparse().submit(ReparseRequest.ofSource(source.client(), source.source(), since)));
            alarm = new ResidueAlarm(ledger);
            schedule(settings);
            backups = new Backups(
                    data,
                    settings.backup(),
                    version(),
                    List.of( // the journal last: it has all that the others do not have yet
                            new BackupPart("events", lucene::freeze),
                            new BackupPart("state", state::freeze),
                            new BackupPart("followed", followed::freeze),
                            new BackupPart("journal", journal::freeze)),
                    checkpoint::during,
                    clock);
            started("backups", backups::close);

            connectors = Connectors.start(
                    settings.connectors(), intake, marks, () -> content.get().readers(), clock);
            started("connectors", connectors::close);

            Explainer explainer = new Explainer(() -> content.get().pipeline(), guard, parsing, clients, clock);
            Vertx vertx = Vertx.vertx();
            started(
                    "event loops",
                    () -> vertx.close()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .join());
            HttpIngest http = new HttpIngest(
                    vertx, intake, LimitSettings.DEFAULT_MAX_RECORD_BYTES, HttpSettings.DEFAULT_MAX_BODY_BYTES, clock);
            tls = TlsFiles.start(clock);
            started("certificates", tls::close);
            api = ApiServer.start(
                    vertx, settings.server(), HostServices.of(this, state, explainer, http, data, clock), tls);
            started("API", api::close);
            receivers = Receivers.start(
                    new IngestSettings(settings.receivers()),
                    new ReceiverParts(
                            vertx,
                            intake,
                            clock,
                            tls,
                            () -> content.get().readers(),
                            new TokenAdmission(access),
                            followed));
            started("receivers", receivers::close);
            warnings = ReceiverNames.warnings(
                    settings.receivers(), content.get().pipeline().parsers(), clients);
            warnings.forEach(LOG::warn);
            CommandEndpoint endpoint =
                    CommandEndpoint.write(data, api.url(), settings.server().tls(), tls);
            started("endpoint file", endpoint::close);
            access.audit().record("host", AuditAction.HOST_START, Map.of("version", version()));
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private static long pendingIn(@Nullable Pipeline pipeline) {
        return pipeline == null ? 0 : pipeline.pending();
    }

    private void started(String name, Stop stop) {
        parts.push(new Part(name, stop));
    }

    private static Function<Origin, ZoneId> zones(HostSettings settings, Clients clients, SourceBindings bindings) {
        Map<String, ZoneId> byReceiver = new HashMap<>();
        for (ReceiverSettings receiver : settings.receivers()) {
            ZoneId zone = receiver.zone();
            if (zone != null) {
                byReceiver.put(receiver.id(), zone);
            }
        }
        for (ConnectorSettings connector : settings.connectors()) {
            ZoneId zone = connector.zone();
            if (zone != null) {
                byReceiver.put(connector.id(), zone);
            }
        }
        return origin -> {
            ZoneId zone = bindings.zone(origin);
            zone = zone != null ? zone : byReceiver.get(origin.receiver());
            return zone != null
                    ? zone
                    : Objects.requireNonNullElse(clients.get(origin.client()).zone(), ZoneOffset.UTC);
        };
    }

    private void schedule(HostSettings settings) {
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "checkpoint"));
        long commitMillis = settings.pipeline().commitInterval().toMillis();
        timer.scheduleWithFixedDelay(this::checkpointLoudly, commitMillis, commitMillis, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(alarm::check, ALARM_MILLIS, ALARM_MILLIS, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(() -> loudly("sweep of the sources", sources::sweep), 5, 5, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(() -> loudly("list of the sources", sources::keep), 60, 60, TimeUnit.SECONDS);
        ScheduledExecutorService watch =
                Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "recovery"));
        watch.scheduleWithFixedDelay(recovery::check, ALARM_MILLIS, ALARM_MILLIS, TimeUnit.MILLISECONDS);
        started("recovery", () -> {
            watch.shutdown();
            recovery.close();
            watch.awaitTermination(DRAIN.toSeconds(), TimeUnit.SECONDS);
        });
        started("store care", care::close);
        care.start(settings.store().upkeep().every());
        started("timer", () -> {
            timer.shutdown();
            if (!timer.awaitTermination(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("A checkpoint takes longer than {}; stopping without waiting for it.", DRAIN);
            }
        });
    }

    /** A timer that throws is never called again, so nothing may escape from here. */
    private void checkpointLoudly() {
        try {
            checkpoint.run();
        } catch (IOException | RuntimeException e) {
            LOG.error("The checkpoint failed; it is tried again, and the journal keeps what it would have covered.", e);
        }
    }

    private static void loudly(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("The {} failed; it is tried again.", what, e);
        }
    }

    private void drain() throws InterruptedException {
        if (!pipeline.drain(DRAIN)) {
            LOG.warn("Not everything could be finished; the rest is in the journal and comes with the next start.");
        }
    }

    /** Stops to receive, finishes what is inside, makes it durable, ends. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (Part part : parts) {
            try {
                part.stop().run();
            } catch (IOException | RuntimeException e) {
                LOG.error("Stopping the {} failed: {}", part.name(), e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                LOG.warn("Interrupted while stopping the {}", part.name());
            }
        }
    }

    /** Makes everything that is indexed durable now, instead of at the next interval. */
    public void makeDurable() throws IOException {
        checkpoint.run();
    }

    /** The product's version. */
    public static String version() {
        String version = Host.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Where the API and the console answer. */
    public URI url() {
        return api.url();
    }

    /** The same for a command, with what it trusts. */
    public CommandEndpoint.Address endpoint() throws IOException {
        return CommandEndpoint.read(folders.data()).orElseThrow(() -> new IOException("this host has stopped"));
    }

    /** The token of the local command line. */
    public String cliToken() throws IOException {
        return Files.readString(folders.data().resolve(TOKEN_FILE)).strip();
    }

    /** For people: what listens where. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        lines.add("Console and API  " + url());
        for (Receiver receiver : receivers.all()) {
            lines.add(String.format(Locale.ROOT, "%-16s port %d", receiver.id(), receiver.port()));
        }
        Path fresh = access.freshAdminToken();
        if (fresh != null) {
            lines.add("The administrator's token is in " + fresh + ": read it once, then delete the file.");
        }
        lines.add(packs.generation().packs().size() + " packs, "
                + content.get().pipeline().rules().rules().size() + " rules, "
                + content.get().pipeline().parsers().entries().size() + " parsers");
        warnings.forEach(warning -> lines.add("Warning: " + warning));
        packs.generation().problems().forEach(problem -> lines.add("Not active: " + problem));
        return lines;
    }

    public ActiveContent content() {
        return content;
    }

    public PackHost packs() {
        return packs;
    }

    public EventStore events() {
        return events;
    }

    SearchJobs searches() {
        return searches;
    }

    public OffenseEngine offenses() {
        return offenses;
    }

    public Reports reports() {
        return reports;
    }

    public Ledger ledger() {
        return ledger;
    }

    public ResidueAlarm alarm() {
        return alarm;
    }

    public DurableIntake intake() {
        return intake;
    }

    public Sources sources() {
        return sources;
    }

    public Connectors connectors() {
        return connectors;
    }

    public Forwards forwards() {
        return forwards;
    }

    StoreCare care() {
        return care;
    }

    public Backups backups() {
        return backups;
    }

    public Receivers receivers() {
        return receivers;
    }

    TlsFiles tls() {
        return tls;
    }

    public PackGuard guard() {
        return guard;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    LedgerBook ledgerBook() {
        return ledgerBook;
    }

    Journal journal() {
        return journal;
    }

    Upkeep upkeep() {
        return upkeep;
    }

    Recovery recovery() {
        return recovery;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    Access access() {
        return access;
    }
}
