package dev.vedette.host.access;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who gets in, beside the users and tokens that the host keeps itself.
 *
 * @param tokens in the order of the configuration
 * @param sessionIdle a console that nobody touches for so long is signed out
 * @param sessionLength and after so long in any case
 */
public record AccessSettings(List<ConfiguredToken> tokens, Duration sessionIdle, Duration sessionLength) {
    public static final AccessSettings DEFAULT = new AccessSettings(List.of());

    public AccessSettings(List<ConfiguredToken> tokens) {
        this(tokens, Duration.ofMinutes(30), Duration.ofHours(12));
    }

    public AccessSettings {
        tokens = List.copyOf(tokens);
        if (sessionIdle.compareTo(Duration.ofMinutes(1)) < 0 || sessionLength.compareTo(sessionIdle) < 0) {
            throw new IllegalArgumentException(
                    "access: session-idle is at least 1m, and session-length at least session-idle");
        }
        Set<String> ids = new HashSet<>();
        for (ConfiguredToken token : tokens) {
            if (!ids.add(token.id())) {
                throw new IllegalArgumentException("access.tokens: the id '" + token.id() + "' stands twice");
            }
        }
    }

    /**
     * One token.
     *
     * @param id names it in logs and in the origin of what it sends: letters, digits, {@code . _ -}
     * @param secret the clear token, or {@code sha256:} and the hash of it in hexadecimal
     * @param role what it may do
     * @param clients ids of the clients; empty means all, which a token of the role ingest may not have: it has one
     * @param source see {@link Principal#source()}
     * @param parser see {@link Principal#parser()}
     */
    public record ConfiguredToken(
            String id,
            String secret,
            Role role,
            List<String> clients,
            @Nullable String source,
            @Nullable String parser) {
        public ConfiguredToken {
            clients = List.copyOf(clients);
            if (!TokenHash.isId(id)) {
                throw new IllegalArgumentException(
                        "access.tokens: an id has letters, digits, '.', '_' and '-', at most 64, not '" + id + "'");
            }
            if (Access.OWN_IDS.contains(id)) {
                throw new IllegalArgumentException(
                        "access.tokens: the id '" + id + "' is the host's own; choose another");
            }
            if (role == Role.INGEST && clients.size() != 1) {
                throw new IllegalArgumentException("access.tokens: token '" + id
                        + "' has the role ingest, so it belongs to exactly one client; set 'clients' to it");
            }
            TokenHash.ofConfigured(id, secret);
        }

        Principal principal() {
            ClientScope scope = clients.isEmpty() ? ClientScope.ALL : new ClientScope(false, new HashSet<>(clients));
            return new Principal(id, role, scope, source, parser);
        }

        /** Never the secret. */
        @Override
        public String toString() {
            return "ConfiguredToken[" + id + ", " + role + ", " + clients + "]";
        }
    }
}
