package dev.vedette.api.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a raw record came from, as far as the receiver can tell. Immutable; equal by content. */
public final class Origin {
    private final String client;
    private final String receiver;
    private final @Nullable IpAddress sender;
    private final @Nullable String token;
    private final @Nullable String path;
    private final @Nullable String parser;
    private final @Nullable String envelope;
    private final String source;

    private Origin(Builder builder) {
        this.client = builder.client;
        this.receiver = builder.receiver;
        this.sender = builder.sender;
        this.token = builder.token;
        this.path = builder.path;
        this.parser = builder.parser;
        this.envelope = builder.envelope;
        this.source = builder.source != null ? builder.source : derivedSource();
    }

    /**
     * Begins an origin.
     *
     * @param client id of the client (tenant) whose telemetry this is
     * @param receiver id of the receiver that took it in, for example {@code syslog-udp}
     */
    public static Builder of(String client, String receiver) {
        return new Builder(client, receiver);
    }

    private String derivedSource() {
        if (path != null) {
            return path;
        }
        return receiver + (sender == null ? "" : "@" + sender);
    }

    /** Id of the client (tenant) that owns the record. */
    public String client() {
        return client;
    }

    /** Id of the receiver, for example {@code syslog-udp} or {@code http}. */
    public String receiver() {
        return receiver;
    }

    /** Address of the sender of the packet or connection, or null for a file. */
    public @Nullable IpAddress sender() {
        return sender;
    }

    /** Id (never the secret) of the token that admitted the record, or null. */
    public @Nullable String token() {
        return token;
    }

    /** The file that the record was read from, as it was named, or null. */
    public @Nullable String path() {
        return path;
    }

    /** Id of the parser that configuration binds this source to, or null to recognise it by content. */
    public @Nullable String parser() {
        return parser;
    }

    /**
     * What the protocol put around the message, for example {@code hec}, {@code document} or {@code otlp}, or null where
     * the record's bytes are the message. The host takes it off before it asks a parser, which meets the message alone.
     */
    public @Nullable String envelope() {
        return envelope;
    }

    /** What stands for the source in the ledger and in recognition: a file's path, or receiver and sender. */
    public String source() {
        return source;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin origin
                && client.equals(origin.client)
                && receiver.equals(origin.receiver)
                && source.equals(origin.source)
                && Objects.equals(sender, origin.sender)
                && Objects.equals(token, origin.token)
                && Objects.equals(path, origin.path)
                && Objects.equals(parser, origin.parser)
                && Objects.equals(envelope, origin.envelope);
    }

    @Override
    public int hashCode() {
        return Objects.hash(client, receiver, source);
    }

    /** The client and the source. */
    @Override
    public String toString() {
        return client + ":" + source;
    }

    /** Builds an {@link Origin}. Not thread-safe. */
    public static final class Builder {
        private final String client;
        private final String receiver;
        private @Nullable IpAddress sender;
        private @Nullable String token;
        private @Nullable String path;
        private @Nullable String parser;
        private @Nullable String envelope;
        private @Nullable String source;

        private Builder(String client, String receiver) {
            this.client = Objects.requireNonNull(client, "client");
            this.receiver = Objects.requireNonNull(receiver, "receiver");
        }

        /** Sets {@link Origin#sender()}. */
        public Builder sender(@Nullable IpAddress address) {
            this.sender = address;
            return this;
        }

        /** Sets {@link Origin#token()}. */
        public Builder token(@Nullable String id) {
            this.token = id;
            return this;
        }

        /** Sets {@link Origin#path()}. */
        public Builder path(@Nullable String file) {
            this.path = file;
            return this;
        }

        /** Sets {@link Origin#parser()}. */
        public Builder parser(@Nullable String id) {
            this.parser = id;
            return this;
        }

        /** Sets {@link Origin#envelope()}. */
        public Builder envelope(@Nullable String kind) {
            this.envelope = kind;
            return this;
        }

        /** Sets {@link Origin#source()}; without it the source is the path, or receiver and sender. */
        public Builder source(@Nullable String name) {
            this.source = name;
            return this;
        }

        /** The origin. */
        public Origin build() {
            return new Origin(this);
        }
    }
}
