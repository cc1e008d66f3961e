package dev.vedette.host.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in to the console. In memory: a restart signs everybody out. A session's secret is drawn when somebody
 * signs in and never taken from a caller, so nobody can be made to use a session that somebody else knows.
 */
final class Sessions {
    private static final int MOST_OF_ONE = 20;

    /** @param passwordSince of the user when the session began */
    record Session(String user, Instant passwordSince, Instant begun, Instant lastUsed) {}

    private final SecureRandom random;
    private final Clock clock;
    private final Duration idle;
    private final Duration longest;
    private final Map<String, Session> byHash = new LinkedHashMap<>();

    Sessions(SecureRandom random, Clock clock, AccessSettings settings) {
        this.random = random;
        this.clock = clock;
        this.idle = settings.sessionIdle();
        this.longest = settings.sessionLength();
    }

    /** Begins a session and gives its secret. */
    synchronized String begin(UserAccount user) {
        Instant now = clock.instant();
        byHash.values().removeIf(session -> isOver(session, now));
        long own = byHash.values().stream()
                .filter(session -> session.user().equals(user.name()))
                .count();
        if (own >= MOST_OF_ONE) {
            byHash.entrySet().stream()
                    .filter(entry -> entry.getValue().user().equals(user.name()))
                    .min(Comparator.comparing(entry -> entry.getValue().lastUsed()))
                    .ifPresent(oldest -> byHash.remove(oldest.getKey()));
        }
        String secret = TokenHash.draw(random);
        byHash.put(hash(secret), new Session(user.name(), user.passwordSince(), now, now));
        return secret;
    }

    /**
     * The session of a secret; null when there is none, or it is over.
     *
     * @param background whether the call is one that a page makes by itself: that does not keep a session alive
     */
    synchronized @Nullable Session use(String secret, boolean background) {
        String hash = hash(secret);
        Session session = byHash.get(hash);
        if (session == null) {
            return null;
        }
        Instant now = clock.instant();
        if (isOver(session, now)) {
            byHash.remove(hash);
            return null;
        }
        if (!background) {
            byHash.put(hash, new Session(session.user(), session.passwordSince(), session.begun(), now));
        }
        return session;
    }

    synchronized void end(String secret) {
        byHash.remove(hash(secret));
    }

    private boolean isOver(Session session, Instant now) {
        return now.isAfter(session.begun().plus(longest))
                || now.isAfter(session.lastUsed().plus(idle));
    }

    private static String hash(String secret) {
        return TokenHash.of(secret).hex();
    }
}
