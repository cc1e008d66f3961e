package dev.vedette.acceptance;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The archive of the build, unpacked, and what one does with it from outside. */
final class Distribution {
    private static final Pattern RULE_ID = Pattern.compile("(?m)^id: *([0-9a-f-]{36})");

    /** How a program ended. */
    record Ended(int code, String out, String err) {}

    private final Path home;
    private final Path work;

    private Distribution(Path home, Path work) {
        this.home = home;
        this.work = work;
    }

    /** @param folder an empty one */
    static Distribution unpack(Path folder) throws IOException, InterruptedException {
        String archive = System.getProperty("vedette.archive", "");
        Path work = Files.createDirectories(folder.resolve("work"));
        Ended tar = run(work, List.of("tar", "-xzf", archive, "-C", folder.toString()));
        if (tar.code() != 0) {
            throw new IOException("the distribution " + archive + " cannot be unpacked: " + tar.err());
        }
        try (Stream<Path> below = Files.list(folder)) {
            Path home = below.filter(path -> path.getFileName().toString().startsWith("vedette-"))
                    .findFirst()
                    .orElseThrow();
            return new Distribution(home, work);
        }
    }

    /** The folder that commands run in. */
    Path work() {
        return work;
    }

    Ended vedette(String... arguments) throws IOException, InterruptedException {
        return run(work, command(arguments));
    }

    /** Starts it and leaves it running; standard output goes to the file. */
    Process start(Path out, Path err, String... arguments) throws IOException {
        return builder(work, command(arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/vedette").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** A program of the machine; without it the test is skipped, or fails where {@code VEDETTE_REQUIRE} says clients. */
    Ended client(String program, String... arguments) throws IOException, InterruptedException {
        boolean there = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there) {
            String why = program + " is not on the PATH";
            boolean required =
                    System.getenv().getOrDefault("VEDETTE_REQUIRE", "").contains("clients");
            return required ? fail(why) : abort(why);
        }
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return run(work, command);
    }

    /** The pack of each rule id, as the bundled packs hold them. */
    Map<String, String> packsByRule() throws IOException {
        Map<String, String> packs = new HashMap<>();
        try (Stream<Path> archives = Files.list(home.resolve("packs"))) {
            for (Path archive : archives.toList()) {
                try (FileSystem inside = FileSystems.newFileSystem(archive);
                        Stream<Path> files = Files.walk(inside.getPath("/"))) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".yml"))
                            .toList()) {
                        Matcher ids = RULE_ID.matcher(Files.readString(file));
                        while (ids.find()) {
                            packs.put(ids.group(1), archive.getFileName().toString());
                        }
                    }
                }
            }
        }
        return packs;
    }

    private static Ended run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = builder(folder, command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command + " did not come to an end: " + Files.readString(err));
        }
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** Settings of whoever runs the tests must not change what is tested; the JDK is the one that the tests run on. */
    private static ProcessBuilder builder(Path folder, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("VEDETTE_"));
        builder.environment().put("VEDETTE_JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }
}
