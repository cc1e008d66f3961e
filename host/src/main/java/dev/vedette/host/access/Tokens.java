package dev.vedette.host.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tokens of a host: those it made, and those of the configuration. Thread-safe; a change takes effect at once. */
public final class Tokens {
    /** Somebody with a token that has no row of its own: of the configuration, or of the command line. */
    record Fixed(TokenHash hash, Principal principal) {}

    /** A token in clear, once. */
    public record Fresh(String token, StoredToken stored) {}

    private record Known(
            TokenHash hash, Principal principal, @Nullable Instant expires) {}

    private final AccessRepository repository;
    private final SecureRandom random;
    private final Clock clock;
    private final List<Fixed> fixed;
    private final Map<String, StoredToken> stored = new LinkedHashMap<>();
    private final Map<String, Instant> used = new ConcurrentHashMap<>();
    private volatile Map<String, Known> byHash = Map.of();

    Tokens(AccessRepository repository, SecureRandom random, Clock clock, Collection<Fixed> fixed) {
        this.repository = repository;
        this.random = random;
        this.clock = clock;
        this.fixed = List.copyOf(fixed);
        repository.tokens().forEach(token -> stored.put(token.id(), token));
        publish();
    }

    /** Who stands behind a token; null when nobody does, or not any more. */
    @Nullable
    Principal principal(TokenHash hash) {
        // A hash is looked up, not a token: how long that takes says nothing that somebody could use to find a token.
        Known known = byHash.get(hash.hex());
        if (known == null || !known.hash().matches(hash)) {
            return null;
        }
        Instant now = clock.instant();
        if (known.expires() != null && !now.isBefore(known.expires())) {
            return null;
        }
        String id = known.principal().id();
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        if (!minute.equals(used.get(id))) {
            used.put(id, minute);
        }
        return known.principal();
    }

    /** Whether an id is some token's, revoked ones included. */
    synchronized boolean has(String id) {
        return stored.containsKey(id)
                || Access.OWN_IDS.contains(id)
                || fixed.stream().anyMatch(token -> token.principal().id().equals(id));
    }

    synchronized boolean anyStored(Predicate<StoredToken> test) {
        return stored.values().stream().anyMatch(test);
    }

    /** Tokens that this host made, the revoked ones too, with their last use. */
    public synchronized List<StoredToken> list() {
        return stored.values().stream()
                .map(token -> new StoredToken(
                        token.id(),
                        token.sha256(),
                        token.principal(),
                        token.created(),
                        token.createdBy(),
                        token.expires(),
                        used.getOrDefault(token.id(), token.lastUsed()),
                        token.revoked()))
                .sorted(Comparator.comparing(StoredToken::id))
                .toList();
    }

    /**
     * Makes a token.
     *
     * @param principal whom it is to stand for; its id names the token
     * @param by id of who asks for it
     */
    public synchronized Fresh create(Principal principal, @Nullable Instant expires, String by)
            throws AccessRefusedException {
        if (!TokenHash.isId(principal.id())) {
            throw new AccessRefusedException(
                    "an id has letters, digits, '.', '_' and '-', at most 64, not '" + principal.id() + "'");
        }
        if (has(principal.id())) {
            throw new AccessRefusedException("there is, or was, a token '" + principal.id()
                    + "'; choose another id, so that the audit log stays clear");
        }
        if (expires != null && !expires.isAfter(clock.instant())) {
            throw new AccessRefusedException("the token would have expired already, at " + expires);
        }
        ClientScope scope = principal.scope();
        if (principal.role() == Role.INGEST
                && (scope.everyone() || scope.clients().size() != 1)) {
            throw new AccessRefusedException("a token of the role ingest belongs to exactly one client; name it");
        }
        if (principal.role() != Role.INGEST && (principal.source() != null || principal.parser() != null)) {
            throw new AccessRefusedException("source and parser bind what is sent in; only the role ingest has them");
        }
        String token = TokenHash.draw(random);
        StoredToken row =
                new StoredToken(principal.id(), TokenHash.of(token).hex(), principal, now(), by, expires, null, null);
        keep(row);
        return new Fresh(token, row);
    }

    /** Ends a token; nobody gets through with it from now on. */
    public synchronized StoredToken revoke(String id) throws AccessRefusedException {
        StoredToken token = stored.get(id);
        if (token == null) {
            throw new AccessRefusedException(
                    has(id)
                            ? "the token '" + id + "' is one of the configuration; take it out there"
                            : "there is no token '" + id + "'; 'vedette token list' names them");
        }
        if (token.revoked() != null) {
            return token;
        }
        StoredToken revoked = token.revokedAt(now());
        keep(revoked);
        return revoked;
    }

    synchronized void keep(StoredToken token) {
        repository.put(token);
        stored.put(token.id(), token);
        publish();
    }

    private void publish() {
        Map<String, Known> next = new HashMap<>();
        for (StoredToken token : stored.values()) {
            if (token.revoked() == null) {
                next.put(token.sha256(), new Known(new TokenHash(token.sha256()), token.principal(), token.expires()));
            }
        }
        fixed.forEach(token -> next.put(token.hash().hex(), new Known(token.hash(), token.principal(), null)));
        byHash = Map.copyOf(next);
    }

    /** Writes down when tokens were used last. */
    void flush() {
        Map<String, Instant> changed = new HashMap<>();
        synchronized (this) {
            stored.forEach((id, token) -> {
                Instant last = used.get(id);
                if (last != null && (token.lastUsed() == null || last.isAfter(token.lastUsed()))) {
                    changed.put(id, last);
                }
            });
            changed.forEach((id, last) -> stored.computeIfPresent(
                    id,
                    (same, token) -> new StoredToken(
                            id,
                            token.sha256(),
                            token.principal(),
                            token.created(),
                            token.createdBy(),
                            token.expires(),
                            last,
                            token.revoked())));
        }
        if (!changed.isEmpty()) {
            repository.used(changed);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS); // as the database keeps it
    }
}
