package dev.vedette.bench;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.store.BareLucene;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.StoreSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How fast the event store takes events in, on one thread, beside bare Lucene; how many bytes an event takes; how long
 * searches take. Arguments: number of events (default 500000), rounds (default 3).
 */
public final class StoreBench {
    private static final int BATCH = 50_000;
    private static final long RAM = 256L << 20;

    private StoreBench() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        int total = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        long raw = new SyslogEvents(1, total)
                        .take(10_000).stream()
                                .mapToLong(event -> event.raw().bytes().length)
                                .sum()
                / 10_000;
        System.out.println("events " + total + ", raw bytes per event " + raw);
        for (int round = 0; round < rounds; round++) {
            double bare = bare(total);
            double ours = ours(total, raw, round == rounds - 1);
            print("ratio of the store to bare Lucene, wall time: %.2f%n", ours / bare);
        }
    }

    private static double bare(int total) throws IOException {
        Path folder = Files.createTempDirectory("bare");
        try {
            SyslogEvents events = new SyslogEvents(1, total);
            BareLucene lucene = new BareLucene(folder, BATCH, RAM / 2);
            BareLucene.Prepared prepared = BareLucene.prepare(events.take(total));
            System.gc();
            long cpu = cpu();
            long start = System.nanoTime();
            lucene.run(prepared, 1);
            return report("bare Lucene", total, start, cpu, folder);
        } finally {
            delete(folder);
        }
    }

    private static double ours(int total, long raw, boolean search) throws Exception {
        Path folder = Files.createTempDirectory("store");
        try {
            List<Event> events = new SyslogEvents(1, total).take(total);
            System.gc();
            long cpu = cpu();
            long start = System.nanoTime();
            LuceneEventStore store =
                    LuceneEventStore.open(folder, StoreSettings.defaults().withRamBytes(RAM), Clock.systemUTC());
            int written = 0;
            for (Event event : events) {
                store.append(event);
                if (++written % BATCH == 0) {
                    store.commit(written);
                }
            }
            store.commit(written);
            store.close();
            double rate = report("event store", total, start, cpu, folder);
            print("disk per event / raw bytes: %.2f%n", size(folder) / (double) total / raw);
            if (search) {
                search(folder);
            }
            return rate;
        } finally {
            delete(folder);
        }
    }

    private static void search(Path folder) throws Exception {
        try (LuceneEventStore store = LuceneEventStore.open(folder, StoreSettings.defaults(), Clock.systemUTC())) {
            time("last 100", () -> store.search(ClientScope.ALL, plan("", 100)));
            time("last 100 of one user", () -> store.search(ClientScope.ALL, plan("user.name:user7", 100)));
            time("last 100 of a network", () -> store.search(ClientScope.ALL, plan("source.ip:80.0.16.0/20", 100)));
            time("last 100 with a word", () -> store.search(ClientScope.ALL, plan("teardown", 100)));
            time("last 100 with a phrase", () -> store.search(ClientScope.ALL, plan("\"failed password\"", 100)));
            time("count of a phrase", () -> store.count(ClientScope.ALL, plan("\"failed password\"", 0)));
            time("last 100, infix on a path", () -> store.search(ClientScope.ALL, plan("url.path:*m/77*", 100)));
            time(
                    "last 100, infix on a column",
                    () -> store.search(ClientScope.ALL, plan("user_agent.original:*537.7*", 100)));
            time("last 100, column scan", () -> store.search(ClientScope.ALL, plan("event.action:ssh_login", 100)));
            time(
                    "count of a vendor's field",
                    () -> store.count(ClientScope.ALL, plan("cisco.asa.connection_id:>10100000", 0)));
            time("top 10 users", () -> store.top(ClientScope.ALL, plan("", 0), Field.of("user.name"), 10));
            time("top 10 paths", () -> store.top(ClientScope.ALL, plan("", 0), Field.of("url.path"), 10));
            time("histogram", () -> store.histogram(ClientScope.ALL, plan("", 0), Duration.ofMinutes(5)));
        }
    }

    private static SearchPlan plan(String query, int limit) throws QuerySyntaxException {
        return SearchPlan.of(QueryLanguage.parse(query), limit);
    }

    private interface Question {
        Object ask() throws QuerySyntaxException;
    }

    private static void time(String name, Question question) throws QuerySyntaxException {
        long[] nanos = new long[21];
        for (int i = -5; i < nanos.length; i++) {
            long start = System.nanoTime();
            question.ask();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        print("%-30s median %8.2f ms, 95th percentile %8.2f ms%n", name, nanos[10] / 1e6, nanos[19] / 1e6);
    }

    private static void print(String format, Object... arguments) {
        System.out.print(String.format(Locale.ROOT, format, arguments));
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double report(String name, int total, long start, long cpu, Path folder) throws IOException {
        double seconds = (System.nanoTime() - start) / 1e9;
        print(
                "%-12s %,9.0f events/s, %5.1f us CPU per event, %4d bytes per event%n",
                name, total / seconds, (cpu() - cpu) / 1e3 / total, size(folder) / total);
        return total / seconds;
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
