package dev.vedette.host.reference;

import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds to an event what the client's networks say about its addresses, and gathers the addresses, users and hosts that
 * it names in the {@code related} fields. Stateless and thread-safe.
 */
public final class Enrichment {
    /** Name of the client's network that the source address is in. */
    public static final Field SOURCE_NETWORK = Field.of("vedette.source.network");
    /** Name of the client's network that the destination address is in. */
    public static final Field DESTINATION_NETWORK = Field.of("vedette.destination.network");
    /** Zone of the client's network that the source address is in. */
    public static final Field SOURCE_ZONE = Field.of("vedette.source.zone");
    /** Zone of the client's network that the destination address is in. */
    public static final Field DESTINATION_ZONE = Field.of("vedette.destination.zone");

    private static final Field SOURCE_IP = Field.of("source.ip");
    private static final Field DESTINATION_IP = Field.of("destination.ip");
    private static final Field NETWORK_DIRECTION = Field.of("network.direction");
    private static final Field RELATED_IP = Field.of("related.ip");
    private static final Field RELATED_USER = Field.of("related.user");
    private static final Field RELATED_HOSTS = Field.of("related.hosts");
    private static final Field[] ADDRESSES = fields(
            "source.ip", "destination.ip", "host.ip", "client.ip", "server.ip", "source.nat.ip", "destination.nat.ip");
    private static final Field[] USERS = fields(
            "user.name",
            "source.user.name",
            "destination.user.name",
            "user.target.name",
            "user.effective.name",
            "user.changes.name");
    private static final Field[] HOSTS = fields("host.name", "host.hostname", "source.domain", "destination.domain");

    /** Completes the event that is being written. */
    public void apply(EventDraft draft, Client client) {
        direction(draft, client.networks());
        gather(draft, RELATED_IP, ADDRESSES);
        gather(draft, RELATED_USER, USERS);
        gather(draft, RELATED_HOSTS, HOSTS);
    }

    private static void direction(EventDraft draft, NetworkHierarchy networks) {
        // What a record claims about our networks is not to be trusted: these are the host's own fields.
        draft.remove(HostFields.DIRECTION).remove(SOURCE_NETWORK).remove(DESTINATION_NETWORK);
        draft.remove(SOURCE_ZONE).remove(DESTINATION_ZONE);
        IpAddress source = address(draft, SOURCE_IP);
        IpAddress destination = address(draft, DESTINATION_IP);
        Network from = source == null ? null : networks.find(source);
        Network to = destination == null ? null : networks.find(destination);
        name(draft, from, SOURCE_NETWORK, SOURCE_ZONE);
        name(draft, to, DESTINATION_NETWORK, DESTINATION_ZONE);
        if (source != null && destination != null) {
            Direction direction = Direction.of(from != null, to != null);
            draft.set(HostFields.DIRECTION, direction.name());
            if (!draft.has(NETWORK_DIRECTION)) {
                draft.set(NETWORK_DIRECTION, direction.ecs());
            }
        }
    }

    private static void name(EventDraft draft, @Nullable Network network, Field name, Field zone) {
        if (network != null) {
            draft.set(name, network.name());
            if (network.zone() != null) {
                draft.set(zone, network.zone());
            }
        }
    }

    private static @Nullable IpAddress address(EventDraft draft, Field field) {
        Object value = draft.get(field);
        Object first = value instanceof List<?> list ? list.get(0) : value;
        return first instanceof IpAddress address ? address : null;
    }

    private static void gather(EventDraft draft, Field related, Field[] sources) {
        List<Object> all = null;
        int before = 0;
        for (Field source : sources) {
            Object value = draft.get(source);
            if (value == null) {
                continue;
            }
            if (all == null) {
                all = present(draft.get(related));
                before = all.size();
            }
            for (Object member : value instanceof List<?> members ? members : List.of(value)) {
                if (!all.contains(member)) {
                    all.add(member);
                }
            }
        }
        if (all != null && all.size() > before) {
            draft.setAll(related, all);
        }
    }

    private static List<Object> present(@Nullable Object value) {
        List<Object> list = new ArrayList<>(8);
        if (value instanceof List<?> members) {
            list.addAll(members);
        } else if (value != null) {
            list.add(value);
        }
        return list;
    }

    private static Field[] fields(String... names) {
        Field[] fields = new Field[names.length];
        for (int i = 0; i < names.length; i++) {
            fields[i] = Field.of(names[i]);
        }
        return fields;
    }
}
