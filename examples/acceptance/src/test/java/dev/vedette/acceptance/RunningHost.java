package dev.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code vedette serve} as a process, on free ports. */
final class RunningHost implements AutoCloseable {
    private static final String CONFIGURATION = """
        server: { port: 0 }
        receivers:
          - { id: udp, type: syslog-udp, port: 0 }
          - { id: tcp, type: syslog-tcp, port: 0 }
        """;

    private final Process process;
    private final Path out;
    private final Path err;

    private RunningHost(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static RunningHost serve(Distribution vedette, Path data) throws IOException {
        Path config = Files.writeString(vedette.work().resolve("vedette.yml"), CONFIGURATION);
        Path out = Files.createTempFile(vedette.work(), "serve", ".out");
        Path err = Files.createTempFile(vedette.work(), "serve", ".err");
        Process process = vedette.start(out, err, "serve", "--config", config.toString(), "--data", data.toString());
        RunningHost host = new RunningHost(process, out, err);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !process.isAlive()
                        || Files.exists(data.resolve("cli-endpoint"))
                                && host.said().contains("packs,"));
        assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
        return host;
    }

    /** What it printed. */
    String said() throws IOException {
        return Files.readString(out);
    }

    String complained() throws IOException {
        return Files.readString(err);
    }

    String port(String receiver) throws IOException {
        Matcher matcher = Pattern.compile("(?m)^" + receiver + " +port (\\d+)$").matcher(said());
        assertThat(matcher.find()).as(said()).isTrue();
        return matcher.group(1);
    }

    /** Sends SIGTERM and waits for the end. */
    int terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).as("ends within 40 s").isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
