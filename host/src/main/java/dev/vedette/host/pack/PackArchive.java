package dev.vedette.host.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A pack's files, from a jar, a zip or a folder, after every one was read once and found whole and within limits. */
final class PackArchive implements AutoCloseable {
    /** A file above this is content of a size that no reader of text here takes. */
    private static final int MAX_TEXT = 8 * 1024 * 1024;

    private final Path path;
    private final @Nullable ZipFile zip; // null: a folder
    private final SortedMap<String, Long> sizes;
    private final String sha256;

    private PackArchive(Path path, @Nullable ZipFile zip, SortedMap<String, Long> sizes, String sha256) {
        this.path = path;
        this.zip = zip;
        this.sizes = sizes;
        this.sha256 = sha256;
    }

    static PackArchive open(Path path, ArchiveLimits limits) throws PackRefusedException {
        if (!Files.exists(path)) {
            throw new PackRefusedException(PackCode.ARCHIVE_MISSING, "there is no file " + path);
        }
        try {
            return Files.isDirectory(path) ? folder(path, limits) : zip(path, limits);
        } catch (IOException e) {
            throw corrupt(e);
        }
    }

    private static PackRefusedException corrupt(IOException e) {
        return new PackRefusedException(PackCode.ARCHIVE_CORRUPT, "the archive cannot be read: " + e.getMessage());
    }

    private static PackArchive zip(Path path, ArchiveLimits limits) throws IOException, PackRefusedException {
        CentralDirectory.check(path, limits);
        ZipFile zip = new ZipFile(path.toFile());
        try {
            TreeMap<String, Long> sizes = new TreeMap<>();
            long total = 0;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    long size = readThrough(zip, entry, limits);
                    total += size;
                    limits.total(total);
                    sizes.put(entry.getName(), size);
                }
            }
            return new PackArchive(path, zip, sizes, digest(path));
        } catch (IOException | PackRefusedException e) {
            zip.close();
            throw e;
        }
    }

    /** Reads an entry without keeping it: what the table of contents says of its size may be a lie. */
    private static long readThrough(ZipFile zip, ZipEntry entry, ArchiveLimits limits)
            throws IOException, PackRefusedException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[64 * 1024];
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
                size += read;
                limits.entry(entry.getName(), size, entry.getCompressedSize());
            }
        }
        if (size != entry.getSize() || crc.getValue() != entry.getCrc()) {
            throw new IOException("'" + entry.getName() + "' is damaged (size or checksum differ)");
        }
        return size;
    }

    private static PackArchive folder(Path folder, ArchiveLimits limits) throws IOException, PackRefusedException {
        TreeMap<String, Long> sizes = new TreeMap<>();
        PackRefusedException[] refused = new PackRefusedException[1];
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (attributes.isSymbolicLink()) {
                    refused[0] = new PackRefusedException(PackCode.SYMLINK, "'" + name + "' is a symbolic link");
                    return FileVisitResult.TERMINATE;
                }
                sizes.put(name, attributes.size());
                return FileVisitResult.CONTINUE;
            }
        });
        if (refused[0] != null) {
            throw refused[0];
        }
        limits.entryCount(sizes.size());
        long total = 0;
        for (Map.Entry<String, Long> file : sizes.entrySet()) {
            ArchiveLimits.name(file.getKey());
            limits.entry(file.getKey(), file.getValue(), file.getValue());
            total += file.getValue();
        }
        limits.total(total);
        MessageDigest digest = sha256();
        for (String name : sizes.keySet()) {
            digest.update((name + "\0" + sizes.get(name) + "\0").getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(folder.resolve(name)));
        }
        return new PackArchive(folder, null, sizes, HexFormat.of().formatHex(digest.digest()));
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Path path() {
        return path;
    }

    /** Of the archive; of a folder, over its files' names, sizes and bytes. */
    String sha256Hex() {
        return sha256;
    }

    /** The files, sorted. */
    Set<String> names() {
        return Collections.unmodifiableSet(sizes.keySet());
    }

    boolean has(String name) {
        return sizes.containsKey(name);
    }

    /** Unpacks one file. */
    void extract(String name, Path target) throws IOException {
        try (InputStream in = in(name)) {
            Files.copy(in, target);
        }
    }

    private InputStream in(String name) throws IOException {
        return zip == null ? Files.newInputStream(path.resolve(name)) : zip.getInputStream(new ZipEntry(name));
    }

    /** One file as text. */
    String text(String name) throws PackRefusedException {
        if (sizes.getOrDefault(name, 0L) > MAX_TEXT) {
            throw new PackRefusedException(PackCode.ARCHIVE_TOO_LARGE, "'" + name + "' is a text of more than 8 MiB");
        }
        try (InputStream in = in(name)) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PackRefusedException(PackCode.FILE_NOT_TEXT, "'" + name + "' is not UTF-8");
        } catch (IOException e) {
            throw corrupt(e);
        }
    }

    @Override
    public void close() {
        if (zip != null) {
            try {
                zip.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e); // nothing was written, so nothing can be lost here
            }
        }
    }
}
