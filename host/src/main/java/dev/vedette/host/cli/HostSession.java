package dev.vedette.host.cli;

import dev.vedette.host.CommandEndpoint;
import dev.vedette.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A way to a data folder's host: the one that runs, or one that lives for this command only. */
final class HostSession implements AutoCloseable {
    private final HostClient client;
    private final @Nullable Host own;

    private HostSession(HostClient client, @Nullable Host own) {
        this.client = client;
        this.own = own;
    }

    /** Finds the host of the data folder, or starts one without receivers. */
    static HostSession open(DataOptions options) {
        Optional<HostClient> running = running(options.data);
        if (running.isPresent()) {
            return new HostSession(running.get(), null);
        }
        if (!Files.isDirectory(options.data)) {
            throw new CliException("there is no data folder " + options.data
                    + "; name it with --data, or start a host with 'vedette serve --data DIR'");
        }
        return start(options);
    }

    /** The same, making the data folder where there is none. */
    static HostSession openOrCreate(DataOptions options) {
        return running(options.data)
                .map(client -> new HostSession(client, null))
                .orElseGet(() -> start(options));
    }

    private static HostSession start(DataOptions options) {
        try {
            Host host = Host.start(options.settings().forOneCommand(), options.folders(), Clock.systemUTC());
            return new HostSession(new HostClient(host.endpoint(), host.cliToken()), host);
        } catch (IOException e) {
            throw new CliException(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<HostClient> running(Path data) {
        try {
            Optional<CommandEndpoint.Address> endpoint = CommandEndpoint.read(data);
            Path token = data.resolve(Host.TOKEN_FILE);
            if (endpoint.isEmpty() || !Files.exists(token)) {
                return Optional.empty();
            }
            HostClient client =
                    new HostClient(endpoint.get(), Files.readString(token).strip());
            return client.answers() ? Optional.of(client) : Optional.empty();
        } catch (IOException e) {
            throw new CliException("the files that lead to the host of " + data + " cannot be read: " + e.getMessage()
                    + "; run this as the user that runs the host");
        }
    }

    HostClient client() {
        return client;
    }

    /** The host, when it lives for this command only. */
    Optional<Host> own() {
        return Optional.ofNullable(own);
    }

    @Override
    public void close() {
        client.close();
        if (own != null) {
            own.close();
        }
    }
}
