package dev.vedette.host.access;

import java.util.Set;

/**
 * The clients (tenants) whose data a call may see.
 *
 * @param everyone all clients, known and future
 * @param clients the ids, where not everyone
 */
public record ClientScope(boolean everyone, Set<String> clients) {
    /** All clients: for administrators and the host itself. */
    public static final ClientScope ALL = new ClientScope(true, Set.of());

    public ClientScope {
        clients = Set.copyOf(clients);
    }

    public static ClientScope of(String... clients) {
        return new ClientScope(false, Set.of(clients));
    }

    /** Whether everything that the other one may see may be seen with this one. */
    public boolean covers(ClientScope other) {
        return everyone || !other.everyone && clients.containsAll(other.clients);
    }

    public boolean allows(String client) {
        return everyone || clients.contains(client);
    }
}
