package dev.vedette.host;

import dev.vedette.host.pack.PackActivation;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackHost;
import dev.vedette.host.pack.PackSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The packs that came with the distribution. Each archive is put into the packs folder of the data once; whoever removes
 * or replaces it there is not overruled at the next start. A newer distribution brings newer archives, which are put
 * there again.
 */
final class BundledPacks {
    private static final String SEEDED = ".bundled";

    private BundledPacks() {}

    /** The pack host of these folders; the distribution's own archives may hold Java without a signature. */
    static PackHost host(
            HostFolders folders, PackSettings settings, Clock clock, PackActivation activation, PackGuard guard)
            throws IOException {
        Path bundled = folders.bundled();
        if (bundled == null) {
            return new PackHost(folders.packs(), settings, clock, activation, guard);
        }
        seed(bundled, folders.packs());
        return new PackHost(folders.packs(), settings.withTrusted(sums(bundled)), clock, activation, guard);
    }

    /** SHA-256, in hex, of every archive in the distribution's folder: as trustworthy as the host's own jar beside it. */
    static Set<String> sums(Path distribution) throws IOException {
        Set<String> sums = new HashSet<>();
        for (Path archive : archives(distribution)) {
            sums.add(sha256(archive));
        }
        return sums;
    }

    /** Copies what has not been there before. */
    static void seed(Path distribution, Path packs) throws IOException {
        Files.createDirectories(packs);
        Path memory = packs.resolve(SEEDED);
        Set<String> seeded = Files.exists(memory) ? new HashSet<>(Files.readAllLines(memory)) : new HashSet<>();
        for (Path archive : archives(distribution)) {
            String sum = sha256(archive);
            if (seeded.add(sum)) {
                Path target = packs.resolve(archive.getFileName().toString());
                Path part = packs.resolve("." + archive.getFileName() + ".part");
                Files.copy(archive, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                Files.writeString(memory, sum + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
    }

    private static List<Path> archives(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".jar") || file.toString().endsWith(".zip"))
                    .sorted()
                    .toList();
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
