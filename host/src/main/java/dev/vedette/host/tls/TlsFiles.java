package dev.vedette.host.tls;

import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of a host's listeners, one for the whole host. Thread-safe.
 *
 * <p>Files are compared by content, which also sees what links and mounts exchange. A certificate and its key are
 * rarely replaced in one instant, so what does not fit is complained about only when it is still there at the next look.
 */
public final class TlsFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofDays(21);
    private static final Duration REMIND = Duration.ofDays(1);

    private static final class Watched {
        private final TlsSettings settings;
        private final List<Consumer<ServerSSLOptions>> listeners = new ArrayList<>();
        private Credential current;
        private @Nullable String problem;
        private boolean complained;
        private Instant reminded = Instant.MIN;

        Watched(TlsSettings settings, Credential current) {
            this.settings = settings;
            this.current = current;
        }
    }

    private final Clock clock;
    private final Map<TlsSettings, Watched> watched = new LinkedHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "tls-files");
        thread.setDaemon(true);
        return thread;
    });

    private TlsFiles(Clock clock) {
        this.clock = clock;
    }

    /** Starts to look at files from time to time. */
    public static TlsFiles start(Clock clock) {
        TlsFiles files = new TlsFiles(clock);
        var unused = files.timer.scheduleWithFixedDelay(
                files::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return files;
    }

    /**
     * What to serve a listener with, now.
     *
     * @throws TlsException if the files are not good, with the file and the remedy
     */
    public synchronized ServerSSLOptions options(TlsSettings settings) throws TlsException {
        return known(settings).current.options();
    }

    /** Puts TLS into the options of a server that is not made yet; {@link #watch} keeps it up to date later. */
    public void secure(NetServerOptions server, TlsSettings settings) throws TlsException {
        ServerSSLOptions tls = options(settings);
        server.setSsl(true)
                .setKeyCertOptions(tls.getKeyCertOptions())
                .setTrustOptions(tls.getTrustOptions())
                .setEnabledSecureTransportProtocols(tls.getEnabledSecureTransportProtocols())
                .setSslHandshakeTimeout(tls.getSslHandshakeTimeout())
                .setSslHandshakeTimeoutUnit(tls.getSslHandshakeTimeoutUnit());
        server.setClientAuth(tls.getClientAuth());
        tls.getEnabledCipherSuites().forEach(server::addEnabledCipherSuite);
    }

    /**
     * Calls back when other good files are there: {@code tls.watch(settings, server::updateSSLOptions)}. Connections that
     * are open go on with what they began with.
     */
    public synchronized void watch(TlsSettings settings, Consumer<ServerSSLOptions> onChange) throws TlsException {
        known(settings).listeners.add(onChange);
    }

    /** SHA-256 of the certificate that is served, in hexadecimal. */
    public synchronized String fingerprint(TlsSettings settings) throws TlsException {
        return known(settings).current.fingerprint();
    }

    private Watched known(TlsSettings settings) throws TlsException {
        Watched known = watched.get(settings);
        if (known == null) {
            known = new Watched(settings, Credential.of(settings, Credential.Texts.read(settings), clock.instant()));
            watched.put(settings, known);
            remind(known);
        }
        return known;
    }

    /** Looks at all files, as every few seconds. */
    public synchronized void look() {
        for (Watched one : watched.values()) {
            try {
                look(one);
            } catch (RuntimeException e) { // a timer that throws is never called again
                LOG.error("A listener cannot be served with {}; it goes on with the certificate before.", file(one), e);
            }
        }
    }

    private void look(Watched one) {
        try {
            Credential.Texts texts = Credential.Texts.read(one.settings);
            if (!one.current.isOf(texts)) {
                one.current = Credential.of(one.settings, texts, clock.instant());
                one.reminded = Instant.MIN;
                LOG.info("{} is served from now on; it is valid until {}", file(one), one.current.expires());
                one.listeners.forEach(listener -> listener.accept(one.current.options()));
            }
            one.problem = null;
            one.complained = false;
        } catch (TlsException e) {
            String problem = String.valueOf(e.getMessage());
            if (problem.equals(one.problem) && !one.complained) {
                LOG.warn("{}. Until then the certificate of before is served.", problem);
                one.complained = true;
            }
            one.problem = problem;
        }
        remind(one);
    }

    private void remind(Watched one) {
        Instant now = clock.instant();
        if (now.plus(SOON).isAfter(one.current.expires())
                && (one.reminded.equals(Instant.MIN) || now.isAfter(one.reminded.plus(REMIND)))) {
            one.reminded = now;
            LOG.warn(
                    "{} ends on {}; put a new one in its place, no restart is needed",
                    file(one),
                    one.current.expires());
        }
    }

    private static Object file(Watched one) {
        return one.settings.certificate();
    }

    /** Every certificate in use. */
    public synchronized List<TlsStatus> status() {
        return watched.values().stream()
                .map(one -> new TlsStatus(
                        one.settings.certificate(), one.current.fingerprint(), one.current.expires(), one.problem))
                .toList();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
