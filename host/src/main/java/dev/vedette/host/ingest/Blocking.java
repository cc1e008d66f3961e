package dev.vedette.host.ingest;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for Vert.x at start and stop, which happen on the host's main thread and never on an event loop. */
final class Blocking {
    private static final Logger log = LoggerFactory.getLogger(Blocking.class);
    private static final int SECONDS = 15;

    private Blocking() {}

    /** Waits until a socket listens. */
    static void listen(ReceiverSettings settings, Future<?> listening) {
        try {
            listening.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw ReceiverFailedException.cannotListen(settings, cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ReceiverFailedException.cannotListen(settings, e);
        }
    }

    /** Waits for the end of a receiver; there is nothing to be done when it fails. */
    static void quietly(ReceiverSettings settings, Future<?> closing) {
        try {
            closing.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("Receiver {} did not close in order: {}", settings.id(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
