package dev.vedette.host.rest;

import dev.vedette.host.search.ExportTarget;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The body of a response, written by a thread that waits while the network is slower than it is. */
final class BodyWriter implements ExportTarget {
    private static final int UNDER_WAY = 4; // writes that are not on the socket yet
    private static final long PATIENCE_SECONDS = 100; // below the server's idle timeout

    private final CompletableFuture<HttpServerResponse> response = new CompletableFuture<>();
    private final Deque<CompletableFuture<Void>> underWay = new ArrayDeque<>();

    /** Gives it the response, headers and all; on the event loop. */
    void begin(HttpServerResponse to) {
        to.setChunked(true);
        response.complete(to);
    }

    /** Nobody waits for it any more. */
    void abandon() {
        response.completeExceptionally(new IOException("the caller has gone"));
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        underWay.add(stage(await(response).write(Buffer.buffer(bytes))));
        while (underWay.size() > UNDER_WAY) {
            await(underWay.remove());
        }
    }

    @Override
    public void end() {
        whenThere(HttpServerResponse::end);
    }

    /** The connection breaks off: a body that ends early must not look whole. */
    @Override
    public void fail(String why) {
        whenThere(HttpServerResponse::reset);
    }

    private void whenThere(Function<HttpServerResponse, Future<Void>> last) {
        CompletableFuture<Void> written = response.thenCompose(to -> stage(last.apply(to)));
        underWay.add(written); // nobody is left who could do anything about its failure
    }

    private static CompletableFuture<Void> stage(Future<Void> future) {
        return future.toCompletionStage().toCompletableFuture();
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the caller has gone: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("the caller has read nothing for " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
