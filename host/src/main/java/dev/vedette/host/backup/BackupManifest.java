package dev.vedette.host.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in a backup: {@code manifest.json}, with its own SHA-256 beside it in {@code manifest.sha256}.
 *
 * @param version of the product that made it
 * @param files in the order of their paths
 */
record BackupManifest(String version, Instant created, List<Entry> files) {
    static final String FILE = "manifest.json";
    static final String HASH_FILE = "manifest.sha256";
    /** Folder of the files themselves, laid out as a data folder. */
    static final String DATA = "data";

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    BackupManifest {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param path below {@link #DATA}, with slashes
     */
    record Entry(String path, long size, String sha256) {}

    long bytes() {
        return files.stream().mapToLong(Entry::size).sum();
    }

    void write(Path backup) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("version", version);
        root.put("created", created.toString());
        root.put("bytes", bytes());
        ArrayNode list = root.putArray("files");
        for (Entry file : files) {
            list.addObject().put("path", file.path()).put("size", file.size()).put("sha256", file.sha256());
        }
        byte[] bytes = JSON.writeValueAsBytes(root);
        Hashing.write(backup.resolve(FILE), bytes);
        Hashing.write(backup.resolve(HASH_FILE), (Hashing.sha256(bytes) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads the manifest of a backup.
     *
     * @throws IOException if there is none, it was changed, or a newer version wrote it
     */
    static BackupManifest read(Path backup) throws IOException {
        byte[] bytes;
        String hash;
        try {
            bytes = Files.readAllBytes(backup.resolve(FILE));
            hash = Files.readString(backup.resolve(HASH_FILE), StandardCharsets.US_ASCII)
                    .strip();
        } catch (NoSuchFileException e) {
            throw new IOException(
                    backup + " is no backup: " + e.getMessage() + " is missing. Name the folder that 'backup create'"
                            + " made",
                    e);
        }
        if (!Hashing.sha256(bytes).equals(hash)) {
            throw new IOException("the list of files in " + backup.resolve(FILE)
                    + " is not the one that was written: its SHA-256 differs from " + HASH_FILE
                    + ". Take another backup");
        }
        try {
            JsonNode root = JSON.readTree(bytes);
            int format = root.path("format").asInt();
            if (format > FORMAT) {
                throw new IOException(backup + " is of format " + format + ", made by Vedette "
                        + root.path("version").asText() + ": restore it with that version or a newer one");
            }
            List<Entry> files = new ArrayList<>();
            for (JsonNode file : root.path("files")) {
                files.add(new Entry(
                        file.path("path").asText(),
                        file.path("size").asLong(),
                        file.path("sha256").asText()));
            }
            return new BackupManifest(
                    root.path("version").asText(),
                    Instant.parse(root.path("created").asText()),
                    files);
        } catch (JsonProcessingException e) {
            throw new IOException(backup.resolve(FILE) + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
