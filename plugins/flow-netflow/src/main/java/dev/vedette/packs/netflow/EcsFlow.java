package dev.vedette.packs.netflow;

import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.LogSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a flow record in the words of ECS. */
final class EcsFlow {
    private static final LogSource NETFLOW = LogSource.of("netflow", null, null);
    private static final Field KIND = Field.of("event.kind");
    private static final Field CATEGORY = Field.of("event.category");
    private static final Field TYPE = Field.of("event.type");
    private static final Field ACTION = Field.of("event.action");
    private static final Field MODULE = Field.of("event.module");
    private static final Field DATASET = Field.of("event.dataset");
    private static final Field START = Field.of("event.start");
    private static final Field END = Field.of("event.end");
    private static final Field DURATION = Field.of("event.duration");
    private static final Field SOURCE_IP = Field.of("source.ip");
    private static final Field SOURCE_PORT = Field.of("source.port");
    private static final Field SOURCE_MAC = Field.of("source.mac");
    private static final Field SOURCE_BYTES = Field.of("source.bytes");
    private static final Field SOURCE_PACKETS = Field.of("source.packets");
    private static final Field SOURCE_AS = Field.of("source.as.number");
    private static final Field SOURCE_NAT_IP = Field.of("source.nat.ip");
    private static final Field SOURCE_NAT_PORT = Field.of("source.nat.port");
    private static final Field DESTINATION_IP = Field.of("destination.ip");
    private static final Field DESTINATION_PORT = Field.of("destination.port");
    private static final Field DESTINATION_MAC = Field.of("destination.mac");
    private static final Field DESTINATION_BYTES = Field.of("destination.bytes");
    private static final Field DESTINATION_PACKETS = Field.of("destination.packets");
    private static final Field DESTINATION_AS = Field.of("destination.as.number");
    private static final Field DESTINATION_NAT_IP = Field.of("destination.nat.ip");
    private static final Field DESTINATION_NAT_PORT = Field.of("destination.nat.port");
    private static final Field BYTES = Field.of("network.bytes");
    private static final Field PACKETS = Field.of("network.packets");
    private static final Field TRANSPORT = Field.of("network.transport");
    private static final Field IANA_NUMBER = Field.of("network.iana_number");
    private static final Field NETWORK_TYPE = Field.of("network.type");
    private static final Field DIRECTION = Field.of("network.direction");
    private static final Field APPLICATION = Field.of("network.application");
    private static final Field NETWORK_NAME = Field.of("network.name");
    private static final Field VLAN = Field.of("network.vlan.id");
    private static final Field INGRESS = Field.of("observer.ingress.interface.id");
    private static final Field EGRESS = Field.of("observer.egress.interface.id");
    private static final Field OBSERVER_IP = Field.of("observer.ip");
    private static final Field RELATED_IP = Field.of("related.ip");
    private static final Field USER = Field.of("user.name");
    private static final Field VERSION = Field.of("netflow.exporter.version");
    private static final Field SOURCE_ID = Field.of("netflow.exporter.source_id");
    private static final Field SAMPLING = Field.of("netflow.sampling_interval");
    private static final Field SYS_UP_START = Field.of("netflow.flow_start_sys_up_time");
    private static final Field SYS_UP_END = Field.of("netflow.flow_end_sys_up_time");

    /** Beyond it the times are nonsense, and nanoseconds would not fit into a number. */
    private static final long LONGEST_SECONDS = 1_000_000_000;

    private EcsFlow() {}

    static void write(FlowRecord flow, Header header, @Nullable IpAddress exporter, EventDraft draft) {
        draft.set(KIND, "event").set(CATEGORY, "network").set(ACTION, "netflow_flow");
        draft.set(MODULE, "netflow").set(DATASET, "netflow.flow");
        draft.logSource(NETFLOW);
        type(flow.firewallEvent, draft);
        times(flow, header, draft);
        ends(flow, draft);
        volume(flow, draft);
        network(flow, draft);
        draft.set(VERSION, (long) header.version).set(SOURCE_ID, header.domain);
        if (flow.sampling > 1) {
            draft.set(SAMPLING, flow.sampling);
        }
        if (exporter != null) {
            draft.set(OBSERVER_IP, exporter);
        }
        text(draft, USER, flow.user);
    }

    private static void type(long firewallEvent, EventDraft draft) {
        String more = firewallEvent == 1 ? "start" : firewallEvent == 2 ? "end" : firewallEvent == 3 ? "denied" : null;
        if (more == null) {
            draft.set(TYPE, "connection");
        } else {
            draft.setAll(TYPE, List.of("connection", more));
        }
    }

    private static void times(FlowRecord flow, Header header, EventDraft draft) {
        Instant start = flow.start;
        Instant end = flow.end;
        draft.timestamp(end != null ? end : Instant.ofEpochMilli(header.exportMillis));
        if (start != null) {
            draft.set(START, start);
        } else if (flow.startReading >= 0) {
            draft.set(SYS_UP_START, flow.startReading);
        }
        if (end != null) {
            draft.set(END, end);
        } else if (flow.endReading >= 0) {
            draft.set(SYS_UP_END, flow.endReading);
        }
        if (start != null && end != null) {
            Duration duration = Duration.between(start, end);
            if (!duration.isNegative() && duration.toSeconds() < LONGEST_SECONDS) {
                draft.set(DURATION, duration.toNanos());
            }
        }
    }

    private static void ends(FlowRecord flow, EventDraft draft) {
        address(draft, SOURCE_IP, flow.source);
        address(draft, DESTINATION_IP, flow.destination);
        address(draft, SOURCE_NAT_IP, flow.sourceNat);
        address(draft, DESTINATION_NAT_IP, flow.destinationNat);
        number(draft, SOURCE_PORT, flow.sourcePort);
        number(draft, DESTINATION_PORT, flow.destinationPort);
        if (flow.sourceNatPort > 0) {
            draft.set(SOURCE_NAT_PORT, flow.sourceNatPort);
        }
        if (flow.destinationNatPort > 0) {
            draft.set(DESTINATION_NAT_PORT, flow.destinationNatPort);
        }
        if (flow.sourceAs > 0) {
            draft.set(SOURCE_AS, flow.sourceAs);
        }
        if (flow.destinationAs > 0) {
            draft.set(DESTINATION_AS, flow.destinationAs);
        }
        text(draft, SOURCE_MAC, flow.sourceMac);
        text(draft, DESTINATION_MAC, flow.destinationMac);
        related(draft, flow.source, flow.destination);
    }

    private static void related(EventDraft draft, @Nullable IpAddress source, @Nullable IpAddress destination) {
        if (source != null && destination != null && !source.equals(destination)) {
            draft.setAll(RELATED_IP, List.of(source, destination));
        } else if (source != null || destination != null) {
            address(draft, RELATED_IP, source != null ? source : destination);
        }
    }

    private static void volume(FlowRecord flow, EventDraft draft) {
        long bytes = flow.bytes >= 0 ? flow.bytes : flow.totalBytes >= 0 ? flow.totalBytes : flow.otherBytes;
        long packets =
                flow.packets >= 0 ? flow.packets : flow.totalPackets >= 0 ? flow.totalPackets : flow.otherPackets;
        number(draft, SOURCE_BYTES, bytes);
        number(draft, SOURCE_PACKETS, packets);
        number(draft, DESTINATION_BYTES, flow.reverseBytes);
        number(draft, DESTINATION_PACKETS, flow.reversePackets);
        if (bytes >= 0 || flow.reverseBytes >= 0) {
            draft.set(BYTES, Math.max(0, bytes) + Math.max(0, flow.reverseBytes));
        }
        if (packets >= 0 || flow.reversePackets >= 0) {
            draft.set(PACKETS, Math.max(0, packets) + Math.max(0, flow.reversePackets));
        }
    }

    private static void network(FlowRecord flow, EventDraft draft) {
        if (flow.protocol >= 0) {
            draft.set(IANA_NUMBER, Long.toString(flow.protocol));
            text(draft, TRANSPORT, Protocols.name(flow.protocol));
        }
        IpAddress any = flow.source != null ? flow.source : flow.destination;
        if (any != null) {
            draft.set(NETWORK_TYPE, any.isV4() ? "ipv4" : "ipv6");
        }
        if (flow.direction == 0 || flow.direction == 1) {
            draft.set(DIRECTION, flow.direction == 0 ? "inbound" : "outbound");
        }
        text(draft, APPLICATION, flow.application);
        text(draft, NETWORK_NAME, flow.ssid);
        if (flow.vlan > 0) {
            draft.set(VLAN, Long.toString(flow.vlan));
        }
        if (flow.ingress >= 0) {
            draft.set(INGRESS, Long.toString(flow.ingress));
        }
        if (flow.egress >= 0) {
            draft.set(EGRESS, Long.toString(flow.egress));
        }
    }

    private static void number(EventDraft draft, Field field, long value) {
        if (value >= 0) {
            draft.set(field, value);
        }
    }

    private static void address(EventDraft draft, Field field, @Nullable IpAddress value) {
        if (value != null) {
            draft.set(field, value);
        }
    }

    private static void text(EventDraft draft, Field field, @Nullable String value) {
        if (value != null) {
            draft.set(field, value);
        }
    }
}
