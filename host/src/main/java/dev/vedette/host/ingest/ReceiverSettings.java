package dev.vedette.host.ingest;

import dev.vedette.host.config.Flat;
import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How one receiver is set up; in the file the keys of all parts stand beside each other.
 *
 * @param id names it in the ledger and in {@code vedette.receiver}
 */
public record ReceiverSettings(
        String id,
        ReceiverType type,
        @Flat ListenSettings listen,
        @Flat BindingSettings binding,
        @Flat LimitSettings limits,
        @Flat HttpSettings http,
        @Flat FileSettings file) {

    public ReceiverSettings {
        Check.that(!id.isBlank(), "a receiver needs an id");
        String name = "receiver '" + id + "' ";
        Check.that(http.maxBodyBytes() >= limits.maxRecordBytes(), name + "has max-body-bytes below max-record-bytes");
        Check.that(
                listen.tls() == null || type.isTcp(),
                name + "has tls, which the type " + type.spelling() + " does not speak");
        Check.that(
                !listen.proxyProtocol() || type.isTcp(),
                name + "has proxy-protocol, which the type " + type.spelling() + " does not speak");
        Check.that(
                binding.sourceName() == SourceName.ADDRESS
                        || (listen.tls() != null && listen.tls().clientCa() != null),
                name + "has source-name: certificate and needs tls with a client-ca");
        Check.that(type != ReceiverType.FILE || file.path() != null, name + "is of type file and needs a path");
    }

    /** A receiver on the loopback address for the client {@code default}, with the usual limits. */
    public static ReceiverSettings of(String id, ReceiverType type, int port) {
        return new ReceiverSettings(
                id,
                type,
                ListenSettings.onPort(port),
                BindingSettings.DEFAULT,
                LimitSettings.DEFAULT,
                HttpSettings.DEFAULT,
                FileSettings.NONE);
    }

    /** A receiver that reads a file or folder once. */
    public static ReceiverSettings ofFile(String id, Path path) {
        return new ReceiverSettings(
                id,
                ReceiverType.FILE,
                ListenSettings.DEFAULT,
                BindingSettings.DEFAULT,
                LimitSettings.DEFAULT,
                HttpSettings.DEFAULT,
                new FileSettings(path, false));
    }

    public ReceiverSettings withListen(ListenSettings other) {
        return new ReceiverSettings(id, type, other, binding, limits, http, file);
    }

    public ReceiverSettings withBinding(BindingSettings other) {
        return new ReceiverSettings(id, type, listen, other, limits, http, file);
    }

    public ReceiverSettings withLimits(LimitSettings other) {
        return new ReceiverSettings(id, type, listen, binding, other, http, file);
    }

    public ReceiverSettings withHttp(HttpSettings other) {
        return new ReceiverSettings(id, type, listen, binding, limits, other, file);
    }

    public ReceiverSettings withFile(FileSettings other) {
        return new ReceiverSettings(id, type, listen, binding, limits, http, other);
    }

    public ReceiverSettings withClient(String owner) {
        return withBinding(new BindingSettings(owner, binding.parser(), binding.zone(), binding.sourceName()));
    }

    public String client() {
        return binding.client();
    }

    public @Nullable String parser() {
        return binding.parser();
    }

    public @Nullable ZoneId zone() {
        return binding.zone();
    }

    public int maxRecordBytes() {
        return limits.maxRecordBytes();
    }
}
