package dev.vedette.host.access;

import dev.vedette.host.yaml.Yaml;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Hashes of tokens in {@code tokens.yml} of the data folder, where hosts before this one kept them. */
final class TokenFile {
    /** One line of the file. */
    record Entry(String id, Role role, TokenHash hash, Instant created) {}

    private final Path file;

    TokenFile(Path file) {
        this.file = file;
    }

    /** The entries; none when there is no file yet. */
    List<Entry> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<Entry> entries = new ArrayList<>();
            YamlMap document = Yaml.readMap(file.toString(), Files.readString(file));
            for (YamlNode item : document.require("tokens").asList("tokens").items()) {
                YamlMap token = item.asMap("token");
                String label = token.requireText("role");
                Role role = Role.of(label);
                if (role == null) {
                    throw item.error("'" + label + "' is no role; the roles are " + Role.labels());
                }
                entries.add(new Entry(
                        token.requireText("id"),
                        role,
                        new TokenHash(token.requireText("sha256")),
                        Instant.parse(token.requireText("created"))));
            }
            return entries;
        } catch (YamlException | RuntimeException e) {
            throw new IOException(
                    "cannot read " + file + " (" + e.getMessage()
                            + "); put it back from a backup, or delete it to get a new administrator token",
                    e);
        }
    }

    /** Sets the file aside, when all that is in it is in the state store. */
    void takenOver() throws IOException {
        Files.move(
                file,
                file.resolveSibling(file.getFileName() + ".taken-over"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
