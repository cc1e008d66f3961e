package dev.vedette.host.ingest;

import dev.vedette.host.tls.TlsException;

/** A receiver cannot start; the message names it and the remedy. */
public final class ReceiverFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ReceiverFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    static ReceiverFailedException cannotListen(ReceiverSettings settings, Throwable cause) {
        String remedy = settings.listen().port() > 0 && settings.listen().port() < 1024
                ? "ports below 1024 need a privilege (CAP_NET_BIND_SERVICE); take a higher one and forward to it"
                : "another program may have it; choose a free port, or 0 for any, and an address of this machine";
        return new ReceiverFailedException(
                "Receiver '" + settings.id() + "' (" + settings.type().spelling() + ") cannot listen on "
                        + settings.listen().host() + " port "
                        + settings.listen().port() + ": " + cause.getMessage() + "; " + remedy,
                cause);
    }

    static ReceiverFailedException cannotBeSecured(ReceiverSettings settings, TlsException cause) {
        return new ReceiverFailedException("Receiver '" + settings.id() + "': " + cause.getMessage(), cause);
    }
}
