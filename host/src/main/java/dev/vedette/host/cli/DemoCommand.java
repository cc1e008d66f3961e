package dev.vedette.host.cli;

import dev.vedette.host.Host;
import dev.vedette.host.HostFolders;
import dev.vedette.host.HostSettings;
import dev.vedette.host.cli.demo.Demo;
import dev.vedette.host.cli.demo.DemoSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        mixinStandardHelpOptions = true,
        name = "demo",
        description = "Runs a whole host on a temporary folder and sends it an attack over real sockets.",
        footer = {"", "Examples:", "  vedette demo", "  vedette demo --exit --json"})
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--exit", description = "End after the summary (default: stay up with the console).")
    private boolean exit;

    @Option(names = "--json", description = "The summary as one JSON object.")
    private boolean json;

    @Option(names = "--reports", paramLabel = "DIR", description = "Where reports go (default: vedette-demo here).")
    private Path reports = Path.of("vedette-demo");

    private final Output output = new Output();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path distribution = HostFolders.distribution();
        if (distribution == null) {
            throw new CliException("the demo needs the bundled packs; run it through the launcher ./vedette");
        }
        Path data = Files.createTempDirectory("vedette-demo-");
        HostSettings settings = Demo.settings();
        Host host = Host.start(settings, new HostFolders(data, data.resolve("packs"), distribution), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            host.close();
            delete(data);
        }));
        host.packs().generation().problems().forEach(problem -> output.note("pack not active: " + problem));
        DemoSummary summary = new Demo(host, Clock.systemUTC(), output::note).run(reports);
        if (json) {
            output.json(summary.json());
        } else {
            print(summary, host);
        }
        output.flush();
        if (!exit) {
            output.note("The host stays up at " + host.url() + "#token=" + host.cliToken() + "  (Ctrl-C ends it)");
            new CountDownLatch(1).await();
        }
        return summary.ledger().residue() == 0 ? 0 : 1;
    }

    private void print(DemoSummary summary, Host host) {
        output.line("Offenses, the gravest first");
        output.table(
                List.of("magnitude", "level", "index", "rules", "events", "description"),
                summary.offenses().stream()
                        .map(offense -> List.of(
                                Long.toString(Math.round(offense.rating().score())),
                                offense.rating().level(),
                                offense.indexField() + "=" + offense.indexValue(),
                                Integer.toString(offense.contributions().size()),
                                Long.toString(offense.eventCount()),
                                offense.description()))
                        .toList());
        output.line("");
        output.line("Ledger: received " + summary.ledger().received() + " = indexed "
                + summary.ledger().indexed() + " + filtered " + summary.ledger().filtered() + " + dead-lettered "
                + summary.ledger().deadLettered() + " + dropped "
                + summary.ledger().dropped() + "; residue "
                + summary.ledger().residue());
        output.line("Logs of these kinds: " + String.join(", ", summary.datasets()) + "; flows: " + summary.flows());
        output.line("Findings: " + summary.findings() + " by "
                + host.content().get().pipeline().rules().rules().size() + " rules of "
                + host.content().get().packs().size() + " packs");
        summary.reports().forEach(report -> output.line("Report: " + report.toAbsolutePath()));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("the temporary folder " + folder + " could not be deleted: " + e.getMessage());
        }
    }
}
