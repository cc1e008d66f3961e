package dev.vedette.testkit;

import dev.vedette.api.detect.DetectionRuleProvider;
import dev.vedette.api.detect.JavaRule;
import dev.vedette.api.detect.RuleSource;
import dev.vedette.api.parse.LogParser;
import dev.vedette.host.detect.FieldResolution;
import dev.vedette.host.detect.JavaRuleEntry;
import dev.vedette.host.detect.JavaRuleRuntime;
import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.detect.RuleText;
import dev.vedette.host.pack.Budget;
import dev.vedette.host.pack.PackFile;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackManifest;
import dev.vedette.host.pack.PackRefusedException;
import dev.vedette.host.parse.ParserEntry;
import dev.vedette.host.parse.ParserRegistry;
import dev.vedette.host.parse.declarative.DeclarativeParsers;
import dev.vedette.host.parse.declarative.ParserSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A pack folder, compiled by the host's own compilers. Its Java comes from the class path of the test and not through the
 * host's class loader, so that a debugger and a coverage tool see it.
 */
final class PackUnderTest implements AutoCloseable {
    private static final Budget RULE = new Budget(Duration.ofMillis(1), Duration.ofMillis(250));

    private final Path folder;
    private final PackManifest manifest;
    private final PackGuard guard = new PackGuard();

    private PackUnderTest(Path folder, PackManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** The folder of the module that the tests run in: what Maven put together for the jar, or else its sources. */
    static Path findFolder() {
        for (String candidate : List.of("target/classes", "src/main/pack")) {
            if (Files.isRegularFile(Path.of(candidate, PackManifest.FILE))) {
                return Path.of(candidate);
            }
        }
        throw new AssertionError("there is no pack.yml in target/classes or src/main/pack of the working folder "
                + Path.of("").toAbsolutePath() + "; override pack() if it stands elsewhere");
    }

    static PackUnderTest open(Path folder) {
        try {
            String text = Files.readString(folder.resolve(PackManifest.FILE));
            return new PackUnderTest(folder, PackManifest.read(PackManifest.FILE, text));
        } catch (PackRefusedException e) {
            throw new AssertionError(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    PackManifest manifest() {
        return manifest;
    }

    PackGuard guard() {
        return guard;
    }

    /** The files that the manifest names under a kind, such as {@code parsers}. */
    List<PackFile> files(String kind) {
        List<PackFile> files = new ArrayList<>();
        for (PackManifest.Pattern pattern : manifest.provides().getOrDefault(kind, List.of())) {
            List<Path> found = matching(pattern.glob());
            if (found.isEmpty()) {
                throw new AssertionError(pattern.place() + ": no file matches '" + pattern.glob() + "'");
            }
            found.forEach(path -> files.add(new PackFile(path.toString().replace('\\', '/'), text(path))));
        }
        return files;
    }

    private List<Path> matching(String glob) {
        PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + glob);
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(matcher::matches)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(Path path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<LogParser> yamlParsers() throws ParserSyntaxException {
        List<LogParser> parsers = new ArrayList<>();
        for (PackFile file : files("parsers")) {
            parsers.addAll(DeclarativeParsers.compile(file.path(), file.text()));
        }
        return parsers;
    }

    /** The ids of the parsers in YAML. */
    List<String> parsersInYaml() {
        try {
            return yamlParsers().stream().map(LogParser::id).toList();
        } catch (ParserSyntaxException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** The parsers of the pack, in YAML and in Java. */
    List<ParserEntry> parsers() throws ParserSyntaxException {
        List<LogParser> parsers = new ArrayList<>(extensions(LogParser.class));
        parsers.addAll(yamlParsers());
        return parsers.stream()
                .map(parser -> new ParserEntry(
                        parser,
                        guard.plugin(
                                manifest.id(), parser.id(), manifest.budget().parser()),
                        manifest.id()))
                .toList();
    }

    /** The rules of the pack, in Sigma and in Java, beginning without any state. */
    RuleSet rules() {
        List<RuleText> texts = new ArrayList<>();
        files("rules").forEach(file -> texts.add(rule(RuleSource.sigma(file.path(), file.text()))));
        extensions(DetectionRuleProvider.class)
                .forEach(provider -> provider.rules().forEach(source -> texts.add(rule(source))));
        List<JavaRuleEntry> java = extensions(JavaRule.class).stream()
                .map(rule -> new JavaRuleEntry(rule, guard.plugin(manifest.id(), rule.id(), RULE), manifest.id()))
                .toList();
        return RuleSet.compile(texts, java, FieldResolution.standard(), new JavaRuleRuntime(guard));
    }

    private RuleText rule(RuleSource source) {
        return new RuleText(manifest.id(), source);
    }

    private <T> List<T> extensions(Class<T> point) {
        Function<String, T> make = name -> {
            try {
                return point.cast(Class.forName(name).getDeclaredConstructor().newInstance());
            } catch (ReflectiveOperationException | ClassCastException e) {
                throw new AssertionError(
                        "pack.yml names " + name + " under provides.java." + point.getSimpleName()
                                + "; it must be a public class of that kind with a public constructor without"
                                + " parameters",
                        e);
            }
        };
        return manifest.extensions().getOrDefault(point.getSimpleName(), List.of()).stream()
                .map(make)
                .toList();
    }

    /** The parsers of several packs as one registry. */
    static ParserRegistry registry(List<PackUnderTest> packs) throws ParserSyntaxException {
        List<ParserEntry> entries = new ArrayList<>();
        for (PackUnderTest pack : packs) {
            entries.addAll(pack.parsers());
        }
        return ParserRegistry.of(entries);
    }

    @Override
    public void close() {
        guard.close();
    }
}
