package dev.vedette.host.cli.demo;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.host.Host;
import dev.vedette.host.HostSettings;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.correlate.Offense;
import dev.vedette.host.correlate.OffenseFilter;
import dev.vedette.host.ingest.IngestSettings;
import dev.vedette.host.ingest.Receiver;
import dev.vedette.host.ingest.ReceiverSettings;
import dev.vedette.host.ingest.ReceiverType;
import dev.vedette.host.pipeline.LedgerTotals;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.reference.ClientSettings;
import dev.vedette.host.report.ReportException;
import dev.vedette.host.store.TermCount;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The main job, once, in front of your eyes. */
public final class Demo {
    private static final Field DATASET = Field.of("event.dataset");
    private static final String FLOWS = "flow";
    private static final Duration STORY = Duration.ofMinutes(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PROFILE = "finance-europe";

    private final Host host;
    private final Clock clock;
    private final Consumer<String> notes;

    /** A demo on a host that was started with {@link #settings}. */
    public Demo(Host host, Clock clock, Consumer<String> notes) {
        this.host = host;
        this.clock = clock;
        this.notes = notes;
    }

    /** Receivers on free ports of the loopback address; one client, a bank in Europe. */
    public static HostSettings settings() {
        List<ReceiverSettings> receivers = List.of(
                ReceiverSettings.of("syslog-udp", ReceiverType.SYSLOG_UDP, 0),
                ReceiverSettings.of("syslog-tcp", ReceiverType.SYSLOG_TCP, 0),
                ReceiverSettings.of(FLOWS, ReceiverType.FLOW_UDP, 0));
        return HostSettings.DEFAULTS
                .forOneCommand()
                .withReceivers(new IngestSettings(receivers).receivers())
                .withClients(List.of(ClientSettings.standard().withProfile(PROFILE)));
    }

    /** Sends the story, waits until the host is through with it, writes the reports. */
    public DemoSummary run(Path reports) throws IOException, InterruptedException {
        Instant now = clock.instant();
        DemoSender sender = new DemoSender(
                port("syslog-udp"),
                port("syslog-tcp"),
                port(FLOWS),
                host.url().resolve("/api/v1/ingest"),
                host.cliToken());
        long sent = sender.send(now);
        notes.accept("sent " + sent + " messages over UDP, TCP and HTTP");
        LedgerTotals ledger = settle(sent);
        host.events().refresh();
        Instant from = now.minus(STORY);
        Instant to = now.plus(STORY);
        SearchPlan all = new SearchPlan(new Condition.Everything(), from, to, 0);
        List<String> datasets = host.events().top(ClientScope.ALL, all, DATASET, 50).stream()
                .map(TermCount::value)
                .sorted()
                .toList();
        long flows = host.events()
                .count(ClientScope.ALL, new SearchPlan(new Condition.Equal(HostFields.RECEIVER, FLOWS), from, to, 0));
        long findings = host.events().top(ClientScope.ALL, all, HostFields.RULE_ID, 1000).stream()
                .mapToLong(TermCount::count)
                .sum();
        List<Offense> offenses =
                host.offenses().list(ClientScope.ALL, OffenseFilter.all(100)).offenses();
        return new DemoSummary(ledger, flows, findings, datasets, offenses, render(reports, from, to));
    }

    private int port(String receiver) {
        Receiver found = Objects.requireNonNull(host.receivers().byId(receiver), receiver);
        return found.port();
    }

    /** UDP may lose on the way into the process: after a while what has come is all there is. */
    private LedgerTotals settle(long sent) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            LedgerTotals totals = host.ledger().totals();
            if (totals.received() >= sent && totals.pending() == 0) {
                return totals;
            }
            LockSupport.parkNanos(20_000_000);
        }
        return host.ledger().totals();
    }

    private List<Path> render(Path folder, Instant from, Instant to) throws IOException {
        List<Path> written = new ArrayList<>();
        for (String format : host.reports().formats()) {
            try {
                written.add(host.reports().render("offenses", format, ClientScope.ALL, from, to, folder));
            } catch (ReportException e) {
                notes.accept("no report in " + format + ": " + e.getMessage());
            }
        }
        return written;
    }
}
