package dev.vedette.host.rest;

import dev.vedette.api.detect.RuleSource;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.Access;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.backup.BackupSettings;
import dev.vedette.host.backup.Backups;
import dev.vedette.host.detect.FieldResolution;
import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.detect.RuleText;
import dev.vedette.host.forward.ForwardStatus;
import dev.vedette.host.ingest.ReceiverCounters;
import dev.vedette.host.ingest.pull.ConnectorStatus;
import dev.vedette.host.pack.PackHost;
import dev.vedette.host.pack.PackId;
import dev.vedette.host.pack.PackSettings;
import dev.vedette.host.pipeline.DeadLetterReplay;
import dev.vedette.host.pipeline.Explained;
import dev.vedette.host.pipeline.Ledger;
import dev.vedette.host.pipeline.ReparseJobs;
import dev.vedette.host.query.expr.Lookups;
import dev.vedette.host.search.SearchJobs;
import dev.vedette.host.search.SearchSettings;
import dev.vedette.host.source.SilentSources;
import dev.vedette.host.source.Sources;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.StoreCare;
import dev.vedette.host.store.StoreSettings;
import dev.vedette.host.store.state.DeadLetter;
import dev.vedette.host.store.state.DeadLetterFilter;
import dev.vedette.host.store.state.LedgerMinute;
import dev.vedette.host.store.state.StateStore;
import dev.vedette.host.web.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The parts behind the API, small: what they got is in lists, what they answer is set by the test. */
final class FakeHost implements LedgerHistory, ReportMaker, AutoCloseable {
    private static final String GOOD_RULE = """
        title: Failed login
        id: 5af54681-df95-4c26-854f-2565e13cfab0
        status: stable
        description: Somebody failed to log in
        author: Vedette
        level: medium
        tags: [attack.t1110.001]
        logsource:
            product: linux
            service: sshd
        detection:
            failed:
                event.outcome: failure
            condition: failed
        """;

    final List<String> ingested = new CopyOnWriteArrayList<>();
    final List<Health.Check> checks = new CopyOnWriteArrayList<>(List.of(new Health.Check("index", true, "open")));
    final FakeEvents events = new FakeEvents();
    final FakeOffenses offenses = new FakeOffenses();
    final List<LedgerMinute> minutes = new CopyOnWriteArrayList<>();
    final Ledger ledger = new Ledger(() -> 0);
    final ReparseJobs reparse = new ReparseJobs((request, diff, cancelled) -> {});
    final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
    final RuleSet rules = RuleSet.compile(
            List.of(
                    new RuleText(new PackId("example.pack", "1.0.0"), RuleSource.sigma("rules/good.yml", GOOD_RULE)),
                    new RuleText(
                            new PackId("example.pack", "1.0.0"), RuleSource.sigma("rules/bad.yml", "title: only"))),
            FieldResolution.parse("none", ""));
    final PackHost packs;
    private final StateStore state;
    final Sources sources;
    private final Backups backups;
    private final LuceneEventStore store;
    final StoreCare care;

    final SearchJobs searches;
    final List<String> audited = new CopyOnWriteArrayList<>();

    FakeHost(Path data, SearchSettings limits) throws IOException {
        state = StateStore.open(data.resolve("state"));
        sources = SilentSources.of(state);
        searches = SearchJobs.start(
                limits,
                data.resolve("searches"),
                events,
                Lookups.NONE,
                entry -> audited.add(entry.who() + " " + entry.action().label() + " " + entry.detail()),
                Clock.systemUTC());
        backups =
                new Backups(data, BackupSettings.DEFAULT, "0.0-test", List.of(), Backups.Work::run, Clock.systemUTC());
        store = LuceneEventStore.open(data.resolve("events"), StoreSettings.defaults(), Clock.systemUTC());
        care = new StoreCare(
                store, StoreSettings.defaults(), state.holds(), entry -> {}, Clock.systemUTC(), System::nanoTime);
        packs = new PackHost(data.resolve("packs"), PackSettings.defaults(), Clock.systemUTC(), candidate -> () -> {});
        packs.start();
    }

    ApiServices services(Access access) {
        return new ApiServices(
                "0.0-test",
                access,
                Clock.systemUTC(),
                () -> List.copyOf(checks),
                () -> "vedette_up 1\n",
                events,
                sources,
                searches,
                backups,
                () -> List.of(
                        new ConnectorStatus("api", "acme", "no answer", null, 3, new ReceiverCounters().snapshot())),
                () -> List.of(new ForwardStatus("archive", "acme", "no answer", 3, 2, 1, 512, Instant.EPOCH)),
                care,
                offenses,
                () -> rules,
                this,
                packs,
                ledger,
                this,
                letters(),
                reparse,
                this::explain,
                (request, origin) -> request.body().onSuccess(body -> {
                    ingested.add(origin.build().client() + "|" + origin.build().source() + "|" + body);
                    request.response()
                            .putHeader("Content-Type", "application/json")
                            .end("{\"accepted\":1}");
                }),
                new Console()::mount);
    }

    private Explained explain(RawRecord record, @Nullable String rule) {
        return new Explained(
                List.of(new Explained.Section("Parsers", List.of("none claims " + record.text()))),
                events.events.stream().limit(1).toList(),
                List.of());
    }

    @Override
    public List<String> names() {
        return List.of("offenses");
    }

    @Override
    public List<String> formats() {
        return List.of("html", "csv");
    }

    @Override
    public String mediaType(String format) {
        return "text/html; charset=utf-8";
    }

    @Override
    public byte[] render(String name, String format, ClientScope scope, Instant from, Instant to) throws IOException {
        if (format.equals("csv")) {
            throw new IOException("the reporter of example.pack failed: disk full");
        }
        return "<!doctype html><p>report".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<LedgerMinute> read(ClientScope scope, Instant from, Instant to) {
        return minutes.stream()
                .filter(minute -> scope.allows(minute.client()))
                .filter(minute ->
                        !minute.minute().isBefore(from) && minute.minute().isBefore(to))
                .toList();
    }

    @Override
    public List<LedgerMinute> totals(ClientScope scope) {
        return sums(scope, Instant.MIN, Instant.MAX);
    }

    @Override
    public List<LedgerMinute> sums(ClientScope scope, Instant from, Instant to) {
        return read(scope, from, to);
    }

    @Override
    public void close() throws IOException {
        packs.close();
        try {
            searches.close();
            reparse.close();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private DeadLetters letters() {
        return new DeadLetters() {
            @Override
            public List<DeadLetter> list(ClientScope scope, DeadLetterFilter filter, long below, int limit) {
                return deadLetters.stream()
                        .filter(letter -> scope.allows(letter.record().origin().client())
                                && (filter.position() == null || letter.position() == filter.position()))
                        .limit(limit)
                        .toList();
            }

            @Override
            public long count(ClientScope scope, DeadLetterFilter filter) {
                return list(scope, filter, Long.MAX_VALUE, Integer.MAX_VALUE).size();
            }

            @Override
            public DeadLetterReplay.Result replay(ClientScope scope, DeadLetterFilter filter, int limit) {
                return new DeadLetterReplay.Result(count(scope, filter), count(scope, filter), 0);
            }
        };
    }
}
