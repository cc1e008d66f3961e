package dev.vedette.host.cli;

import dev.vedette.host.Host;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        mixinStandardHelpOptions = true,
        name = "serve",
        description = "Runs the host: receivers, pipeline, REST API and console, until it is told to stop.",
        footer = {
            "",
            "Example:",
            "  vedette serve --data /var/lib/vedette",
            "SIGTERM or Ctrl-C finishes what was received and stops cleanly."
        })
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private DataOptions data = new DataOptions();

    @Override
    public Integer call() throws InterruptedException {
        Host host;
        try {
            host = Host.start(data.settings(), data.folders(), Clock.systemUTC());
        } catch (IOException e) {
            throw new CliException(String.valueOf(e.getMessage()));
        }
        stopWithProcess(host);
        host.describe().forEach(System.out::println);
        System.out.flush();
        new CountDownLatch(1).await(); // the shutdown hook ends it
        return 0;
    }

    /** Stops the host in order when the process is told to end. */
    static void stopWithProcess(Host host) {
        Runtime.getRuntime().addShutdownHook(new Thread(host::close, "stop"));
    }
}
