package dev.vedette.host;

import dev.vedette.host.tls.TlsFiles;
import dev.vedette.host.tls.TlsSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where commands on this machine find the host that runs: a file in the data folder, which only the host's user can
 * write. With TLS it has a second line, the fingerprint of the certificate, so that a command knows its own host whatever
 * name and authority the certificate has.
 */
public final class CommandEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandEndpoint.class);
    static final String FILE = "cli-endpoint";

    /**
     * What the file says.
     *
     * @param fingerprint SHA-256 of the certificate, in hexadecimal; null without TLS
     */
    public record Address(URI url, @Nullable String fingerprint) {}

    private final Path file;

    private CommandEndpoint(Path file) {
        this.file = file;
    }

    /** Writes the file, and again whenever the certificate changes. */
    static CommandEndpoint write(Path data, URI url, @Nullable TlsSettings settings, TlsFiles tls) throws IOException {
        CommandEndpoint endpoint = new CommandEndpoint(data.resolve(FILE));
        if (settings == null) {
            endpoint.put(url.toString());
        } else {
            endpoint.put(url + "\n" + tls.fingerprint(settings));
            tls.watch(settings, changed -> endpoint.changed(url, settings, tls));
        }
        return endpoint;
    }

    private void changed(URI url, TlsSettings settings, TlsFiles tls) {
        try {
            put(url + "\n" + tls.fingerprint(settings));
        } catch (IOException e) {
            LOG.warn(
                    "Cannot write {} ({}); commands do not find the host until it is started again",
                    file,
                    e.toString());
        }
    }

    private void put(String text) throws IOException {
        Path fresh = file.resolveSibling(FILE + ".new");
        Files.writeString(fresh, text + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads the file of a data folder; empty when there is none. */
    public static Optional<Address> read(Path data) throws IOException {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new Address(
                        URI.create(lines.getFirst().strip()),
                        lines.size() < 2 ? null : lines.get(1).strip()));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
