package dev.vedette.api;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * HTTP done by the host, the only way in which an extension may talk to the network. The host decides proxy, trust,
 * time-outs (30 s to connect, 60 s for the whole exchange) and what may be reached; an extension never opens a socket.
 * Thread-safe; blocks the calling thread.
 */
@Incubating
public interface HttpAccess {
    /** The most bytes of a reply's body; a longer one ends the exchange with an {@link IOException}. */
    int MAX_BODY = 64 * 1024 * 1024;

    /**
     * Sends a request and waits for its reply. Redirects are followed as long as they lead to what the pack may reach.
     *
     * @param method as in RFC 9110, section 9, for example {@code GET}
     * @param uri absolute, {@code https} or {@code http}
     * @param headers names and values; the host adds {@code Host}, {@code User-Agent} and what the body needs
     * @param body empty for a request without one
     * @return the reply, whatever its status: 404 and 500 are replies, not exceptions
     * @throws IOException if there is no reply, it is too long, or the pack's {@code capabilities.network} does not name
     *     the target (the message then says which line to add)
     * @throws InterruptedException if the host stops the extension; let it through
     */
    HttpReply send(String method, URI uri, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException;

    /**
     * A {@code GET} request.
     *
     * @param uri absolute, {@code https} or {@code http}
     * @param headers names and values
     * @throws IOException as for {@link #send}
     * @throws InterruptedException as for {@link #send}
     */
    default HttpReply get(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        return send("GET", uri, headers, new byte[0]);
    }
}
