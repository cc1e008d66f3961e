package dev.vedette.host.testing;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The browser of this machine, without a window. */
public final class Browser implements AutoCloseable {
    private final Path program;
    private final Path folder;

    private Browser(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** The browser; without one the test is skipped, or fails where {@code VEDETTE_REQUIRE} says browser. */
    public static Browser find() throws IOException {
        for (String name : List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")) {
            for (String path : System.getenv().getOrDefault("PATH", "").split(":")) {
                Path program = Path.of(path, name);
                if (Files.isExecutable(program)) {
                    return new Browser(program, Files.createTempDirectory("vedette-browser-"));
                }
            }
        }
        String why = "no chromium or google-chrome on the PATH";
        boolean required = Stream.of(
                        System.getenv().getOrDefault("VEDETTE_REQUIRE", "").split("[, ]+"))
                .anyMatch("browser"::equals);
        return required ? fail(why) : abort(why);
    }

    /** The document of an address once its scripts have come to rest. */
    public String document(String url) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "document", ".html");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=1400,900",
                "--virtual-time-budget=5000",
                "--dump-dom",
                url));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the browser did not come to an end");
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    /** Deletes profile and output; helpers of the browser that still write must not fail a test. */
    @Override
    public void close() throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            return; // a file went away while looking
        }
        for (Path path : paths) {
            path.toFile().delete();
        }
    }
}
