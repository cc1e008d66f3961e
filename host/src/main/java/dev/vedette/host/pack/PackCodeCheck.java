package dev.vedette.host.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Checks a pack's Java by its names, before any class is loaded.
 *
 * @param libraries the jars under {@code lib/}
 */
record PackCodeCheck(boolean hasCode, List<String> libraries) {
    private static final String INDEX = "META-INF/extensions.idx";
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/\\d+/");
    private static final Pattern LIBRARY = Pattern.compile("lib/[^/]+\\.jar");

    /** Packages that come from the host, and from nowhere else. */
    private static final List<String> HOSTS = List.of("dev/vedette/api/", "org/pf4j/", "org/slf4j/", "org/jspecify/");

    static PackCodeCheck check(PackManifest manifest, PackArchive archive) throws PackRefusedException {
        List<String> libraries = archive.names().stream()
                .filter(name -> LIBRARY.matcher(name).matches())
                .toList();
        boolean classes = archive.names().stream().anyMatch(name -> name.endsWith(".class"));
        for (String name : archive.names()) {
            bundled(name, "the pack");
        }
        for (String library : libraries) {
            for (String name : namesIn(archive, library)) {
                bundled(name, library);
            }
        }
        Set<String> named = manifest.classes();
        boolean hasCode = classes || !libraries.isEmpty();
        if (hasCode || !named.isEmpty()) {
            index(named, archive);
        }
        return new PackCodeCheck(hasCode, libraries);
    }

    private static void index(Set<String> named, PackArchive archive) throws PackRefusedException {
        if (!archive.has(INDEX)) {
            if (named.isEmpty()) {
                throw new PackRefusedException(
                        PackCode.CODE_UNDECLARED, "the pack has Java classes and pack.yml names none of them");
            }
            throw new PackRefusedException(
                    PackCode.INDEX_MISSING,
                    "pack.yml names " + named.size() + " extension class(es) (" + String.join(", ", named)
                            + ") and the pack has no " + INDEX);
        }
        Set<String> indexed = new TreeSet<>();
        for (String line : archive.text(INDEX).split("\\R", -1)) {
            String name = line.replaceFirst("#.*", "").strip();
            if (!name.isEmpty()) {
                indexed.add(name);
            }
        }
        List<String> differences = new ArrayList<>();
        named.stream()
                .filter(name -> !indexed.contains(name))
                .forEach(name -> differences.add(name + " is named in pack.yml and not in " + INDEX));
        indexed.stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> differences.add(name + " is in " + INDEX + " and not named in pack.yml"));
        if (!differences.isEmpty()) {
            throw new PackRefusedException(PackCode.INDEX_MISMATCH, String.join("; ", differences));
        }
    }

    private static void bundled(String name, String where) throws PackRefusedException {
        String bare = VERSIONED.matcher(name).replaceFirst("");
        for (String hosts : HOSTS) {
            if (bare.startsWith(hosts) && bare.endsWith(".class")) {
                throw new PackRefusedException(
                        PackCode.API_BUNDLED,
                        where + " bundles " + bare.replace('/', '.').replaceFirst("\\.class$", "")
                                + ", a class that comes from the host");
            }
        }
    }

    private static List<String> namesIn(PackArchive archive, String library) throws PackRefusedException {
        Path copy = null;
        try {
            copy = Files.createTempFile("vedette-lib", ".jar");
            Files.delete(copy);
            archive.extract(library, copy);
            CentralDirectory.check(copy, ArchiveLimits.USUAL);
            try (ZipFile jar = new ZipFile(copy.toFile())) {
                return Collections.list(jar.entries()).stream()
                        .map(ZipEntry::getName)
                        .toList();
            }
        } catch (PackRefusedException e) {
            throw new PackRefusedException(e.code(), library + ": " + e.reason());
        } catch (IOException e) {
            throw new PackRefusedException(PackCode.ARCHIVE_CORRUPT, library + " cannot be read: " + e.getMessage());
        } finally {
            try {
                if (copy != null) {
                    Files.deleteIfExists(copy);
                }
            } catch (IOException e) {
                copy.toFile().deleteOnExit();
            }
        }
    }
}
