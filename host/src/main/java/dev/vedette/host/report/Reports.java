package dev.vedette.host.report;

import dev.vedette.api.report.ReportData;
import dev.vedette.api.report.ReportTable;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.correlate.OffenseEngine;
import dev.vedette.host.correlate.OffenseFilter;
import dev.vedette.host.correlate.OffensePage;
import dev.vedette.host.pack.LoadedPack;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pipeline.LedgerBook;
import dev.vedette.host.reference.Client;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.state.LedgerMinute;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes reports. Thread-safe. */
public final class Reports {
    /** The report that there is. */
    public static final String OFFENSES = "offenses";

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int MAX_OFFENSES = 200;

    private final OffenseEngine offenses;
    private final EventStore events;
    private final LedgerBook ledger;
    private final Clients clients;
    private final Supplier<List<LoadedPack>> packs;
    private final ReportFiles files;
    private final Clock clock;

    /**
     * Reports over a host's content.
     *
     * @param packs the active ones, asked anew for each report
     */
    public Reports(
            OffenseEngine offenses,
            EventStore events,
            LedgerBook ledger,
            Clients clients,
            Supplier<List<LoadedPack>> packs,
            PackGuard guard,
            Clock clock) {
        this.offenses = offenses;
        this.events = events;
        this.ledger = ledger;
        this.clients = clients;
        this.packs = packs;
        this.files = new ReportFiles(packs, guard);
        this.clock = clock;
    }

    /** Which reports there are. */
    public List<String> names() {
        return List.of(OFFENSES);
    }

    /** Which formats the reporters of the active packs write. */
    public List<String> formats() {
        return files.formats();
    }

    /** The media type of a format. */
    public String mediaType(String format) throws ReportException {
        return files.mediaType(format);
    }

    /**
     * Gathers a report's content.
     *
     * @param to exclusive
     */
    public ReportData build(String name, ClientScope scope, Instant from, Instant to) throws ReportException {
        if (!name.equals(OFFENSES)) {
            throw new ReportException("there is no report '" + name + "'; there are " + String.join(", ", names()));
        }
        if (!from.isBefore(to)) {
            throw new ReportException("the report's time ends (" + to + ") before it begins (" + from + ")");
        }
        if (from.isBefore(Instant.EPOCH) || to.isAfter(LATEST)) {
            throw new ReportException("the report's time must lie between 1970 and 2200");
        }
        OffensePage page = offenses.list(scope, OffenseFilter.all(MAX_OFFENSES).between(from, to));
        List<LedgerMinute> accounts = ledger.sums(scope, from, to);
        OffenseTables about = new OffenseTables(page);
        EventTables seen = new EventTables(events, scope, from, to);
        List<ReportTable> tables = new ArrayList<>();
        tables.add(summary(page, seen.count(), accounts));
        tables.add(about.ranked());
        tables.add(about.levels());
        tables.add(seen.overTime());
        tables.add(about.terms());
        tables.add(seen.datasets());
        tables.add(seen.sources());
        tables.add(about.techniques());
        tables.add(about.rules());
        tables.add(seen.parsers());
        tables.add(packs());
        tables.add(ledger(accounts));
        return new Report(name, "Offenses by rank", clientNames(scope), from, to, clock.instant(), tables);
    }

    private String clientNames(ClientScope scope) {
        Stream<String> names = scope.everyone()
                ? clients.all().stream().map(Client::name)
                : scope.clients().stream().sorted().map(id -> clients.get(id).name());
        return names.collect(Collectors.joining(", "));
    }

    private static ReportTable summary(OffensePage page, long events, List<LedgerMinute> accounts) {
        Table table = new Table("summary", "At a glance", "figure", "value");
        table.row("Offenses", page.total());
        for (String level : List.of("critical", "high")) {
            table.row(
                    "of them " + level,
                    page.offenses().stream()
                            .filter(offense -> offense.rating().level().equals(level))
                            .count());
        }
        table.row("Events", events);
        table.row(
                "Records received",
                accounts.stream().mapToLong(LedgerMinute::received).sum());
        table.row(
                "Records not accounted for",
                accounts.stream().mapToLong(LedgerMinute::residue).sum());
        return table.done();
    }

    private ReportTable packs() {
        Table table = new Table("packs", "Packs", "pack", "version", "title");
        for (LoadedPack pack : packs.get()) {
            table.row(pack.id().id(), pack.id().version(), pack.manifest().title());
        }
        return table.done();
    }

    private static ReportTable ledger(List<LedgerMinute> accounts) {
        Table table = new Table(
                "ledger",
                "Ledger: received = indexed + filtered + dead-lettered + dropped",
                "client",
                "source",
                "received",
                "indexed",
                "filtered",
                "dead_lettered",
                "dropped",
                "residue",
                "reasons");
        for (LedgerMinute account : accounts) {
            List<String> reasons = new ArrayList<>();
            reasons(reasons, "filtered", account.filtered());
            reasons(reasons, "dead-lettered", account.deadLettered());
            reasons(reasons, "dropped", account.dropped());
            table.row(
                    account.client(),
                    account.source(),
                    account.received(),
                    account.indexed(),
                    LedgerMinute.sum(account.filtered()),
                    LedgerMinute.sum(account.deadLettered()),
                    LedgerMinute.sum(account.dropped()),
                    account.residue(),
                    reasons);
        }
        return table.done();
    }

    private static void reasons(List<String> to, String term, Map<String, Long> byReason) {
        byReason.forEach((reason, records) -> to.add(term + ": " + reason + " (" + records + ")"));
    }

    /**
     * Makes a report and writes it into a folder, under a name made of report, client and time; the file appears when it
     * is complete.
     */
    public Path render(String name, String format, ClientScope scope, Instant from, Instant to, Path folder)
            throws ReportException, IOException {
        String extension = files.extension(format); // an unknown format is said before the work is done
        ReportData data = build(name, scope, from, to);
        return files.write(data, format, folder.resolve(files.name(data, extension)));
    }

    /** Makes a report in memory, for an answer over the network. */
    public byte[] render(String name, String format, ClientScope scope, Instant from, Instant to)
            throws ReportException {
        files.reporter(format);
        return files.bytes(build(name, scope, from, to), format);
    }
}
