package dev.vedette.packs.netflow;

import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One flow record being read: collects what has a place in ECS, keeps the rest under {@code netflow.}. Reused. */
final class FlowRecord {
    private static final long NONE = -1;
    private static final long NTP_TO_UNIX = 2_208_988_800L;
    private static final int MAX_OCTETS = 256;
    private static final Field TYPE_OF_SERVICE = Field.of("netflow.ip_class_of_service");
    private static final Field TCP_FLAGS = Field.of("netflow.tcp_control_bits");
    private static final Field NEXT_HOP = Field.of("netflow.ip_next_hop_ipv4_address");

    private final Header header;
    private final @Nullable IpAddress exporter;
    private final List<Field> restFields = new ArrayList<>();
    private final List<Object> restValues = new ArrayList<>();

    @Nullable
    IpAddress source;

    @Nullable
    IpAddress destination;

    @Nullable
    IpAddress sourceNat;

    @Nullable
    IpAddress destinationNat;

    @Nullable
    IpAddress station;

    long sourcePort;
    long destinationPort;
    long sourceNatPort;
    long destinationNatPort;
    long protocol;
    long bytes;
    long packets;
    long totalBytes;
    long totalPackets;
    long otherBytes; // other counters of the same: taken where the usual ones are absent
    long otherPackets;
    long reverseBytes;
    long reversePackets;
    long ingress;
    long egress;
    long sourceAs;
    long destinationAs;
    long vlan;
    long direction;
    long firewallEvent;
    long duration; // in microseconds
    long systemInit;
    long startReading;
    long endReading;
    long sampling;

    @Nullable
    Instant start;

    @Nullable
    Instant end;

    @Nullable
    String sourceMac;

    @Nullable
    String destinationMac;

    @Nullable
    String stationMac;

    @Nullable
    String accessPointMac;

    @Nullable
    String user;

    @Nullable
    String application;

    @Nullable
    String ssid;

    FlowRecord(Header header, @Nullable IpAddress exporter) {
        this.header = header;
        this.exporter = exporter;
        begin();
    }

    void begin() {
        restFields.clear();
        restValues.clear();
        source = destination = sourceNat = destinationNat = station = null;
        sourcePort = destinationPort = sourceNatPort = destinationNatPort = protocol = NONE;
        bytes = packets = totalBytes = totalPackets = otherBytes = otherPackets = NONE;
        reverseBytes = reversePackets = NONE;
        ingress = egress = sourceAs = destinationAs = vlan = direction = firewallEvent = duration = NONE;
        systemInit = startReading = endReading = NONE;
        sampling = 0;
        start = end = null;
        sourceMac = destinationMac = stationMac = accessPointMac = null;
        user = application = ssid = null;
    }

    void samplingInterval(long interval) {
        sampling = interval;
    }

    void typeOfService(int value) {
        rest(TYPE_OF_SERVICE, (long) value);
    }

    void tcpFlags(int value) {
        rest(TCP_FLAGS, (long) value);
    }

    void nextHop(IpAddress address) {
        rest(NEXT_HOP, address);
    }

    private void rest(Field field, Object value) {
        restFields.add(field);
        restValues.add(value);
    }

    /** Takes the value of one field. */
    void take(Element element, byte[] data, int at, int length) {
        switch (element.kind) {
            case 'n' -> {
                if (length <= 8) {
                    number(element, Bits.number(data, at, length));
                }
            }
            case '4', '6' -> {
                if (length == 4 || length == 16) {
                    address(element, IpAddress.ofBytes(data, at, length));
                }
            }
            case 'm' -> {
                if (length == 6) {
                    mac(element, data, at);
                }
            }
            case 's' -> text(element, new String(data, at, length, StandardCharsets.UTF_8));
            case 'S', 'M', 'U', 'N' -> time(element, data, at, length);
            default -> other(element, data, at, length);
        }
    }

    private void other(Element element, byte[] data, int at, int length) {
        if (element.kind == 'b') {
            if (length == 1) {
                rest(element.field, data[at] == 1);
            }
        } else if (element.kind == 'f') {
            double number = length == 8
                    ? Double.longBitsToDouble(Bits.u32(data, at) << 32 | Bits.u32(data, at + 4))
                    : length == 4 ? Float.intBitsToFloat((int) Bits.u32(data, at)) : Double.NaN;
            if (Double.isFinite(number)) {
                rest(element.field, number);
            }
        } else if (element.id != 210 && length > 0) { // 210 is padding
            rest(element.field, Bits.hex(data, at, Math.min(length, MAX_OCTETS)));
        }
    }

    private void number(Element element, long value) {
        if (element.enterprise == 29_305) {
            reverse(element, value);
            return;
        }
        switch (element.id) {
            case 1 -> bytes = value;
            case 2 -> packets = value;
            case 4 -> protocol = value;
            case 7 -> sourcePort = value;
            case 10 -> ingress = value;
            case 11 -> destinationPort = value;
            case 14 -> egress = value;
            case 16 -> sourceAs = value;
            case 17 -> destinationAs = value;
            case 21 -> endReading = value;
            case 22 -> startReading = value;
            case 23, 231, 352 -> {
                otherBytes = Math.max(otherBytes, value);
                rest(element.field, value);
            }
            case 24, 298 -> {
                otherPackets = Math.max(otherPackets, value);
                rest(element.field, value);
            }
            case 58, 243 -> vlan = value;
            case 61 -> direction = value;
            case 85 -> totalBytes = value;
            case 86 -> totalPackets = value;
            case 158 -> start = header(value);
            case 159 -> end = header(value);
            case 161 -> duration = Math.min(value, 1L << 40) * 1_000;
            case 162 -> duration = value;
            case 180, 182 -> sourcePort = sourcePort == NONE ? value : sourcePort;
            case 181, 183 -> destinationPort = destinationPort == NONE ? value : destinationPort;
            case 227, 40_003 -> sourceNatPort = value;
            case 228, 40_004 -> destinationNatPort = value;
            case 232 -> reverseBytes = value;
            case 299 -> reversePackets = value;
            case 233, 40_005 -> {
                firewallEvent = value;
                rest(element.field, value);
            }
            default -> rest(element.field, value);
        }
    }

    private void reverse(Element element, long value) {
        if (element.id == 1 || element.id == 85) {
            reverseBytes = value;
        } else if (element.id == 2 || element.id == 86) {
            reversePackets = value;
        } else {
            rest(element.field, value);
        }
    }

    private Instant header(long microsBefore) {
        return Instant.ofEpochMilli(header.exportMillis).minusNanos(Math.min(microsBefore, 1L << 40) * 1_000);
    }

    private void address(Element element, IpAddress value) {
        boolean unset = value.high() == 0 && (value.low() & 0xFFFF_FFFFL) == 0;
        switch (element.id) {
            case 8, 27 -> {
                source = source == null || !unset ? value : source; // a template may hold both families
            }
            case 12, 28 -> destination = destination == null || !unset ? value : destination;
            case 44, 170 -> source = source == null ? value : source;
            case 45, 169 -> destination = destination == null ? value : destination;
            case 225, 281, 40_001 -> sourceNat = unset ? sourceNat : value;
            case 226, 282, 40_002 -> destinationNat = unset ? destinationNat : value;
            case 366 -> station = value;
            default -> rest(element.field, value);
        }
    }

    private void mac(Element element, byte[] data, int at) {
        if (Bits.zero(data, at, at + 6)) {
            return;
        }
        StringBuilder text = new StringBuilder(17);
        for (int i = 0; i < 6; i++) {
            text.append(i == 0 ? "" : "-").append(Bits.hex(data, at + i, 1));
        }
        String value = text.toString().toUpperCase(Locale.ROOT); // as ECS writes it, RFC 7042
        switch (element.id) {
            case 56 -> sourceMac = value;
            case 80 -> destinationMac = value;
            case 57 -> destinationMac = destinationMac == null ? value : destinationMac;
            case 365 -> stationMac = value;
            case 367 -> accessPointMac = value;
            default -> rest(element.field, value);
        }
    }

    private void text(Element element, String value) {
        int stop = value.indexOf('\0');
        String text = (stop < 0 ? value : value.substring(0, stop)).strip();
        if (text.isEmpty()) {
            return;
        }
        switch (element.id) {
            case 96 -> application = text.toLowerCase(Locale.ROOT);
            case 147 -> ssid = text;
            case 371, 40_000 -> user = text;
            default -> rest(element.field, text);
        }
    }

    private void time(Element element, byte[] data, int at, int length) {
        if (length != (element.kind == 'S' ? 4 : 8)) {
            return;
        }
        Instant value;
        if (element.kind == 'S') {
            value = Instant.ofEpochSecond(Bits.u32(data, at));
        } else if (element.kind == 'M') {
            value = Instant.ofEpochMilli(Math.min(Bits.number(data, at, 8), 1L << 50));
        } else {
            long nanos = (Bits.u32(data, at + 4) * 1_000_000_000L) >>> 32;
            value = Instant.ofEpochSecond(Bits.u32(data, at) - NTP_TO_UNIX, nanos);
        }
        switch (element.id) {
            case 150, 152, 154, 156 -> start = value;
            case 151, 153, 155, 157 -> end = value;
            case 160 -> systemInit = value.toEpochMilli();
            default -> rest(element.field, value);
        }
    }

    /** Resolves what depends on other fields and writes the event. */
    void write(EventDraft draft) {
        resolveTimes();
        resolveStation();
        for (int i = 0; i < restFields.size(); i++) {
            draft.set(restFields.get(i), restValues.get(i));
        }
        EcsFlow.write(this, header, exporter, draft);
    }

    private void resolveTimes() {
        long boot = systemInit != NONE ? systemInit : header.bootMillis;
        if (start == null && startReading != NONE && boot != Long.MIN_VALUE) {
            start = reading(startReading, boot);
        }
        if (end == null && endReading != NONE && boot != Long.MIN_VALUE) {
            end = reading(endReading, boot);
        }
        if (duration != NONE && duration < 1L << 50) {
            if (start != null && end == null) {
                end = start.plusNanos(duration * 1_000);
            } else if (end != null && start == null) {
                start = end.minusNanos(duration * 1_000);
            }
        }
    }

    private Instant reading(long reading, long boot) {
        return Instant.ofEpochMilli(systemInit != NONE ? boot + reading : header.absolute(reading));
    }

    /** Wireless controllers name the station instead of an end; the direction says which end it is. */
    private void resolveStation() {
        boolean inbound = direction != 1;
        if (station != null) {
            if (inbound && source == null) {
                source = station;
            } else if (!inbound && destination == null) {
                destination = station;
            }
        }
        if (stationMac != null && sourceMac == null && destinationMac == null) {
            sourceMac = inbound ? stationMac : accessPointMac;
            destinationMac = inbound ? accessPointMac : stationMac;
        }
    }
}
