package dev.vedette.host;

import dev.vedette.host.access.ClientScope;
import dev.vedette.host.correlate.CloseReason;
import dev.vedette.host.correlate.Offense;
import dev.vedette.host.correlate.OffenseEngine;
import dev.vedette.host.correlate.OffenseFilter;
import dev.vedette.host.correlate.OffensePage;
import dev.vedette.host.ingest.HttpIngest;
import dev.vedette.host.pipeline.DeadLetterReplay;
import dev.vedette.host.pipeline.Explainer;
import dev.vedette.host.pipeline.LedgerBook;
import dev.vedette.host.report.ReportException;
import dev.vedette.host.report.Reports;
import dev.vedette.host.rest.ApiServices;
import dev.vedette.host.rest.DeadLetters;
import dev.vedette.host.rest.LedgerHistory;
import dev.vedette.host.rest.Offenses;
import dev.vedette.host.rest.ReportMaker;
import dev.vedette.host.store.state.DeadLetter;
import dev.vedette.host.store.state.DeadLetterFilter;
import dev.vedette.host.store.state.DeadLetterTable;
import dev.vedette.host.store.state.LedgerMinute;
import dev.vedette.host.store.state.StateStore;
import dev.vedette.host.web.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the API what it needs of the host's parts. */
final class HostServices {
    private HostServices() {}

    static ApiServices of(Host host, StateStore state, Explainer explainer, HttpIngest http, Path data, Clock clock) {
        return new ApiServices(
                Host.version(),
                host.access(),
                clock,
                () -> HostHealth.of(host, data),
                () -> HostMetrics.of(host),
                host.events(),
                host.sources(),
                host.searches(),
                host.backups(),
                host.connectors()::status,
                host.forwards()::status,
                host.care(),
                offenses(host.offenses()),
                () -> host.content().get().pipeline().rules(),
                reports(host.reports()),
                host.packs(),
                host.ledger(),
                history(host.ledgerBook()),
                deadLetters(state.deadLetters(), host.upkeep().deadLetters()),
                host.upkeep().reparse(),
                explainer::explain,
                http::take,
                new Console()::mount);
    }

    private static DeadLetters deadLetters(DeadLetterTable table, DeadLetterReplay replay) {
        return new DeadLetters() {
            @Override
            public List<DeadLetter> list(ClientScope scope, DeadLetterFilter filter, long below, int limit) {
                return table.list(scope, filter, below, limit);
            }

            @Override
            public long count(ClientScope scope, DeadLetterFilter filter) {
                return table.count(scope, filter);
            }

            @Override
            public DeadLetterReplay.Result replay(ClientScope scope, DeadLetterFilter filter, int limit)
                    throws IOException {
                return replay.replay(scope, filter, limit);
            }
        };
    }

    private static Offenses offenses(OffenseEngine engine) {
        return new Offenses() {
            @Override
            public OffensePage list(ClientScope scope, OffenseFilter filter) {
                return engine.list(scope, filter);
            }

            @Override
            public @Nullable Offense get(ClientScope scope, String id) {
                return engine.get(scope, id);
            }

            @Override
            public @Nullable Offense close(ClientScope scope, String id, CloseReason reason, String by) {
                return engine.close(scope, id, reason, by);
            }
        };
    }

    private static ReportMaker reports(Reports reports) {
        return new ReportMaker() {
            @Override
            public List<String> names() {
                return reports.names();
            }

            @Override
            public List<String> formats() {
                return reports.formats();
            }

            @Override
            public String mediaType(String format) throws IOException {
                try {
                    return reports.mediaType(format);
                } catch (ReportException e) {
                    throw new IOException(e.getMessage(), e);
                }
            }

            @Override
            public byte[] render(String name, String format, ClientScope scope, Instant from, Instant to)
                    throws IOException {
                try {
                    return reports.render(name, format, scope, from, to);
                } catch (ReportException e) {
                    throw new IOException(e.getMessage(), e);
                }
            }
        };
    }

    private static LedgerHistory history(LedgerBook book) {
        return new LedgerHistory() {
            @Override
            public List<LedgerMinute> read(ClientScope scope, Instant from, Instant to) {
                return book.read(scope, from, to);
            }

            @Override
            public List<LedgerMinute> totals(ClientScope scope) {
                return book.totals(scope);
            }

            @Override
            public List<LedgerMinute> sums(ClientScope scope, Instant from, Instant to) {
                return book.sums(scope, from, to);
            }
        };
    }
}
