package dev.vedette.host.testing;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Logs that others wrote, for tests. The folder is named by the environment variable {@code VEDETTE_TEST_DATA}; without
 * it a test that asks for it is skipped, or fails where {@code VEDETTE_REQUIRE} contains {@code data}.
 */
public final class SampleData {
    private SampleData() {}

    /** The folder of one set, for example {@code elastic-integrations}. */
    public static Path folder(String name) {
        String root = System.getenv("VEDETTE_TEST_DATA");
        Path folder = root == null || root.isBlank() ? null : Path.of(root, name);
        if (folder != null && Files.isDirectory(folder)) {
            return folder;
        }
        String reason = folder == null
                ? "VEDETTE_TEST_DATA is not set: it names the folder with sample data"
                : "there is no " + folder;
        String required = System.getenv("VEDETTE_REQUIRE");
        if (required != null && required.contains("data")) {
            return fail(reason);
        }
        return abort(reason);
    }

    /** The files below a folder whose name ends like this, in the order of their names. */
    public static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(suffix) && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file as bytes, without their line ends. */
    public static List<byte[]> lines(Path file) {
        try {
            byte[] all = Files.readAllBytes(file);
            List<byte[]> lines = new ArrayList<>();
            int from = 0;
            for (int i = 0; i <= all.length; i++) {
                if (i == all.length || all[i] == '\n') {
                    int end = i > from && all[i - 1] == '\r' ? i - 1 : i;
                    if (end > from) {
                        lines.add(Arrays.copyOfRange(all, from, end));
                    }
                    from = i + 1;
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
