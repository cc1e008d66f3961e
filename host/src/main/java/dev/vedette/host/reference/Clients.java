package dev.vedette.host.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All clients. Thread-safe and unchanging; there is always one with the id {@link Client#DEFAULT}. */
public final class Clients {
    private final Map<String, Client> byId = new LinkedHashMap<>();
    private final Map<String, Client> gone = new ConcurrentHashMap<>();

    private Clients(List<ClientSettings> settings) {
        for (ClientSettings one : settings) {
            if (byId.put(one.id(), Client.of(one)) != null) {
                throw new IllegalArgumentException("the client '" + one.id() + "' is configured twice");
            }
        }
        byId.computeIfAbsent(Client.DEFAULT, id -> Client.of(ClientSettings.standard()));
    }

    /**
     * The clients of a configuration; the default client is added where it is not among them.
     *
     * @throws IllegalArgumentException if two have the same id
     */
    public static Clients of(List<ClientSettings> settings) {
        return new Clients(settings);
    }

    public List<Client> all() {
        return List.copyOf(byId.values());
    }

    public boolean contains(String id) {
        return byId.containsKey(id);
    }

    /**
     * The client of this id. One that is not configured any more, but still owns events, gets the defaults: private
     * networks, no assets, no profile.
     */
    public Client get(String id) {
        Client client = byId.get(id);
        return client != null
                ? client
                : gone.computeIfAbsent(
                        id, it -> Client.of(new ClientSettings(it, it, null, null, List.of(), List.of())));
    }
}
