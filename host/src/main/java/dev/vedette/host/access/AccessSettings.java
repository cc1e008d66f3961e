package dev.vedette.host.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tokens from the configuration, beside those that the host makes itself.
 *
 * @param tokens in the order of the configuration
 */
public record AccessSettings(List<ConfiguredToken> tokens) {
    public static final AccessSettings DEFAULT = new AccessSettings(List.of());

    public AccessSettings {
        tokens = List.copyOf(tokens);
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

        /** Never the secret. */
        @Override
        public String toString() {
            return "ConfiguredToken[" + id + ", " + role + ", " + clients + "]";
        }
    }
}
