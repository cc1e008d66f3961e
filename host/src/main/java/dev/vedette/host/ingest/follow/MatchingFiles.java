package dev.vedette.host.ingest.follow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that a path stands for at the moment: itself, all of a folder, or what matches a pattern. */
final class MatchingFiles {
    private static final Logger log = LoggerFactory.getLogger(MatchingFiles.class);

    private final Path path;
    private final Path from; // the folder before the first part that is a pattern
    private final PathMatcher matcher;

    MatchingFiles(Path path) {
        this.path = path;
        Path root = path.toAbsolutePath();
        while (root != null && isPattern(root.toString())) {
            root = root.getParent();
        }
        from = root == null ? path.toAbsolutePath() : root;
        matcher = FileSystems.getDefault().getPathMatcher("glob:" + path.toAbsolutePath());
    }

    private static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('{') >= 0 || text.indexOf('[') >= 0;
    }

    /** By the time of their last change, so that what was rotated away comes before what took its place. */
    List<Path> now() {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        boolean folder = Files.isDirectory(path);
        try (Stream<Path> walk = Files.walk(from, depth())) {
            return walk.filter(file -> folder || matcher.matches(file.toAbsolutePath()))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparingLong(MatchingFiles::changed)
                            .thenComparing(file -> file + "\uffff")) // app.log.1 is older than app.log
                    .toList();
        } catch (IOException | UncheckedIOException e) { // it goes away while it is looked at, or is not there yet
            log.debug("{} cannot be listed: {}", from, e.toString());
            return List.of();
        }
    }

    private int depth() {
        return path.toString().contains("**") || Files.isDirectory(path)
                ? 32
                : Math.max(1, path.toAbsolutePath().getNameCount() - from.getNameCount());
    }

    private static long changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
