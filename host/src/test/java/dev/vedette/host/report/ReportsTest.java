package dev.vedette.host.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.event.Event;
import dev.vedette.api.report.ReportData;
import dev.vedette.api.report.ReportTable;
import dev.vedette.api.report.Reporter;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.correlate.OffenseEngine;
import dev.vedette.host.correlate.OffenseSettings;
import dev.vedette.host.correlate.SampleFindings;
import dev.vedette.host.detect.RuleInfo;
import dev.vedette.host.pack.LoadedPack;
import dev.vedette.host.pack.PackFile;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackManifest;
import dev.vedette.host.pack.PackRefusedException;
import dev.vedette.host.pipeline.Ledger;
import dev.vedette.host.pipeline.LedgerBook;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.StoreSettings;
import dev.vedette.host.store.state.LedgerMark;
import dev.vedette.host.store.state.LedgerMinute;
import dev.vedette.host.store.state.StateStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pf4j.ExtensionPoint;

/** Nothing here changes the stores, so all tests share them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsTest {
    private static final Instant FROM = Instant.parse("2026-11-22T14:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-22T15:00:00Z");
    private static final Clock CLOCK = Clock.fixed(TO, ZoneOffset.UTC);
    private static final RuleInfo GUESSING =
            SampleFindings.rule("guessing", "high", null, "attack.credential-access", "attack.t1110");

    private Path folder;
    private StateStore state;
    private EventStore store;
    private PackGuard guard;
    private Reports reports;

    @BeforeAll
    void open(@TempDir Path shared) throws IOException {
        folder = shared;
        Clients clients = Clients.of(List.of());
        state = StateStore.open(folder.resolve("state"));
        store = LuceneEventStore.open(folder.resolve("events"), StoreSettings.defaults(), CLOCK);
        guard = new PackGuard();
        OffenseEngine engine = new OffenseEngine(state.offenses(), clients, OffenseSettings.DEFAULTS, CLOCK);
        for (int i = 0; i < 30; i++) {
            Event event = SampleFindings.event(
                    i % 10 == 9 ? "other" : "default",
                    "e" + i,
                    FROM.plusSeconds(60L * i),
                    Map.of("source.ip", "203.0.113." + i % 3, "event.dataset", "system.auth", "message", "no"));
            store.append(event);
            if (i % 2 == 0) {
                engine.accept(List.of(SampleFindings.finding(GUESSING, event)), i);
            }
        }
        store.refresh();
        state.ledger()
                .keep(
                        List.of(new LedgerMinute(
                                "default",
                                "tcp@203.0.113.1",
                                FROM,
                                30,
                                29,
                                new TreeMap<>(Map.of("keep-alive", 1L)),
                                new TreeMap<>(),
                                new TreeMap<>())),
                        new LedgerMark(0, 0),
                        List.of());
        List<LoadedPack> packs = List.of(pack(new Plain(), new Broken()));
        reports = new Reports(
                engine, store, new LedgerBook(new Ledger(() -> 0), state.ledger()), clients, () -> packs, guard, CLOCK);
    }

    @AfterAll
    void close() throws IOException {
        guard.close();
        store.close();
        state.close();
    }

    private static LoadedPack pack(Reporter... reporters) {
        return new LoadedPack() {
            @Override
            public PackManifest manifest() {
                return ReportsTest.manifest();
            }

            @Override
            public List<PackFile> files(String kind) {
                return List.of();
            }

            @Override
            public <T extends ExtensionPoint> List<T> extensions(Class<T> point) {
                List<T> found = new ArrayList<>();
                for (Reporter reporter : reporters) {
                    if (point.isInstance(reporter)) {
                        found.add(point.cast(reporter));
                    }
                }
                return found;
            }
        };
    }

    private static PackManifest manifest() {
        String text = """
            id: dev.vedette.test
            version: 1.0.0
            title: A test
            requires: { api: ">=1.0.0 <2.0.0" }
            """;
        try {
            return PackManifest.read("pack.yml", text);
        } catch (PackRefusedException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes ids and numbers of rows. */
    private static class Plain implements Reporter {
        @Override
        public String format() {
            return "plain";
        }

        @Override
        public String mediaType() {
            return "text/plain";
        }

        @Override
        public String fileExtension() {
            return "txt";
        }

        @Override
        public void render(ReportData data, OutputStream out) throws IOException {
            for (ReportTable table : data.tables()) {
                out.write((table.id() + " " + table.rows().size() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Writes half of it. */
    private static final class Broken extends Plain {
        @Override
        public String format() {
            return "broken";
        }

        @Override
        public void render(ReportData data, OutputStream out) throws IOException {
            out.write(1);
            throw new IllegalStateException("no ink");
        }
    }

    private ReportData build(ClientScope scope) throws ReportException {
        return reports.build(Reports.OFFENSES, scope, FROM, TO);
    }

    private static ReportTable table(ReportData data, String id) {
        return Objects.requireNonNull(data.table(id), id);
    }

    @Test
    void the_report_is_made_of_offenses_events_and_the_ledger() throws ReportException {
        ReportData data = build(ClientScope.of("default"));
        assertThat(data.tables())
                .extracting(ReportTable::id)
                .containsExactly(
                        "summary",
                        "offenses",
                        "levels",
                        "events_over_time",
                        "rating",
                        "datasets",
                        "sources",
                        "techniques",
                        "rules",
                        "parsers",
                        "packs",
                        "ledger");
        assertThat(table(data, "offenses").rows()).hasSize(3);
        assertThat(table(data, "offenses").rows()).extracting(row -> row.get(0)).containsExactly(1L, 2L, 3L);
        assertThat(table(data, "datasets").rows()).containsExactly(List.of("system.auth", 27L));
        assertThat(table(data, "parsers").rows()).containsExactly(List.of("(no parser)", 27L, 100.0));
        assertThat(table(data, "rules").rows()).extracting(row -> row.get(2)).containsExactly(15L);
        assertThat(table(data, "techniques").rows()).containsExactly(List.of("T1110", 3L, 15L));
        assertThat(table(data, "ledger").rows().get(0))
                .containsExactly(
                        "default", "tcp@203.0.113.1", 30L, 29L, 1L, 0L, 0L, 0L, List.of("filtered: keep-alive (1)"));
    }

    @Test
    void the_histogram_has_every_stretch_of_the_time() throws ReportException {
        ReportTable bars = table(build(ClientScope.ALL), "events_over_time");
        assertThat(bars.isChart()).isTrue();
        assertThat(bars.rows()).hasSizeBetween(12, 60);
        assertThat(bars.rows().get(0).get(0)).isEqualTo(FROM);
        assertThat(bars.rows().stream()
                        .mapToLong(row -> (Long) Objects.requireNonNull(row.get(1)))
                        .sum())
                .isEqualTo(30);
    }

    @Test
    void every_offense_has_terms_that_lead_to_events() throws ReportException {
        ReportTable terms = table(build(ClientScope.ALL), "rating");
        assertThat(terms.rows())
                .filteredOn(row -> "severity.rule".equals(row.get(2)))
                .isNotEmpty()
                .allSatisfy(row -> assertThat((List<?>) row.get(6)).isNotEmpty());
    }

    @Test
    void nothing_of_another_client_is_in_it() throws ReportException {
        assertThat(table(build(ClientScope.of("other")), "datasets").rows())
                .containsExactly(List.of("system.auth", 3L));
        assertThat(table(build(ClientScope.of("nobody")), "offenses").rows()).isEmpty();
        assertThat(table(build(ClientScope.of("other")), "ledger").rows()).isEmpty();
    }

    @Test
    void a_report_is_written_under_its_own_name() throws Exception {
        Path out = folder.resolve("reports");
        Path file = reports.render(Reports.OFFENSES, "plain", ClientScope.ALL, FROM, TO, out);
        assertThat(file).hasFileName("offenses-default-client-20261122T150000Z.txt");
        assertThat(Files.readString(file)).contains("offenses ").contains("ledger 1");
        assertThat(new String(
                        reports.render(Reports.OFFENSES, "plain", ClientScope.ALL, FROM, TO), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(file));
        assertThat(reports.mediaType("plain")).isEqualTo("text/plain");
    }

    @Test
    void a_reporter_that_fails_leaves_nothing_behind() throws IOException {
        Path out = folder.resolve("none");
        Files.createDirectories(out);
        assertThatThrownBy(() -> reports.render(Reports.OFFENSES, "broken", ClientScope.ALL, FROM, TO, out))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("no ink");
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void what_is_not_there_is_said_with_what_is() {
        assertThatThrownBy(() -> reports.build("weather", ClientScope.ALL, FROM, TO))
                .hasMessageContaining("'weather'")
                .hasMessageContaining("offenses");
        assertThatThrownBy(() -> reports.render(Reports.OFFENSES, "pdf", ClientScope.ALL, FROM, TO))
                .hasMessageContaining("'pdf'")
                .hasMessageContaining("broken, plain");
        assertThatThrownBy(() -> reports.build(Reports.OFFENSES, ClientScope.ALL, TO, FROM))
                .hasMessageContaining("ends");
    }
}
