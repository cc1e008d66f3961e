package dev.vedette.host.rest;

import dev.vedette.host.access.Access;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.pack.PackHost;
import dev.vedette.host.pack.PackSettings;
import dev.vedette.host.pipeline.Ledger;
import dev.vedette.host.store.state.LedgerMinute;
import dev.vedette.host.web.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The parts behind the API, small: what they got is in lists, what they answer is set by the test. */
final class FakeHost implements LedgerHistory, AutoCloseable {
    final List<String> ingested = new CopyOnWriteArrayList<>();
    final List<Health.Check> checks = new CopyOnWriteArrayList<>(List.of(new Health.Check("index", true, "open")));
    final FakeEvents events = new FakeEvents();
    final FakeOffenses offenses = new FakeOffenses();
    final List<LedgerMinute> minutes = new CopyOnWriteArrayList<>();
    final Ledger ledger = new Ledger(() -> 0);
    final PackHost packs;

    FakeHost(Path data) {
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
                offenses,
                packs,
                ledger,
                this,
                (request, origin) -> request.body().onSuccess(body -> {
                    ingested.add(origin.build().client() + "|" + origin.build().source() + "|" + body);
                    request.response()
                            .putHeader("Content-Type", "application/json")
                            .end("{\"accepted\":1}");
                }),
                new Console()::mount);
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
    public List<LedgerMinute> sums(ClientScope scope, Instant from, Instant to) {
        return read(scope, from, to);
    }

    @Override
    public void close() {
        packs.close();
    }
}
