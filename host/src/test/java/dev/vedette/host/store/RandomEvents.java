package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.FieldType;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.LogSource;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Events with every type, lists in any order with duplicates, odd texts, times and origins. */
final class RandomEvents {
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private static final List<Field> FIELDS = fields(
            "user.name",
            "host.name",
            "process.command_line",
            "event.action",
            "event.category",
            "tags",
            "related.ip",
            "source.ip",
            "destination.ip",
            "source.port",
            "event.duration",
            "http.response.status_code",
            "event.risk_score",
            "event.start",
            "event.end",
            "process.pid",
            "message",
            "error.message",
            "event.original",
            "url.path",
            "file.hash.sha256",
            "threat.indicator.confidence",
            "dns.answers.ttl",
            "process.args",
            "event.outcome",
            "network.bytes",
            "source.geo.location",
            "host.uptime",
            "process.interactive",
            "dll.code_signature.exists",
            "winlog.event_data.TargetUserName",
            "winlog.event_data.LogonType",
            "acme.thing",
            "acme.Other thing",
            "labels.site",
            "vedette.rule.id",
            "vedette.parser.id",
            "vedette.direction",
            "event.created",
            "event.kind");

    private final Random random;
    private long next;

    RandomEvents(long seed) {
        random = new Random(seed);
    }

    private static List<Field> fields(String... names) {
        List<Field> fields = new ArrayList<>();
        for (String name : names) {
            fields.add(Field.of(name));
        }
        return fields;
    }

    static List<Field> all() {
        return FIELDS;
    }

    Event next() {
        return next("acme");
    }

    Event next(String client) {
        Instant received = NOON.plusNanos(random.nextLong(3_600_000_000_000L));
        String text = "<34>1 " + received + " host sshd[" + random.nextInt(900) + "]: " + sentence();
        byte[] bytes = random.nextInt(20) == 0 ? noise() : text.getBytes(StandardCharsets.UTF_8);
        RawRecord raw = new RawRecord(bytes, received, origin(client));
        EventDraft draft = new EventDraft(raw, 10_000, 100_000);
        draft.set(Event.ID, Long.toString(++next, 36));
        if (random.nextInt(15) > 0) {
            draft.timestamp(time(received));
        }
        if (random.nextInt(3) > 0) {
            draft.set(HostFields.RECEIVED, received);
        }
        if (random.nextBoolean()) {
            draft.set(Field.of("message"), part(raw.text()));
        }
        for (int i = random.nextInt(25); i > 0; i--) {
            Field field = FIELDS.get(random.nextInt(FIELDS.size()));
            draft.set(field, value(field));
            if (random.nextInt(4) == 0) {
                List<Object> list = new ArrayList<>();
                for (int n = random.nextInt(6); n >= 0; n--) {
                    list.add(!list.isEmpty() && random.nextInt(3) == 0 ? list.get(0) : value(field));
                }
                draft.setAll(field, list);
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            draft.logSource(LogSource.of(
                    random.nextBoolean() ? "cat" + i : null, "linux", random.nextBoolean() ? "sshd" : null));
        }
        return draft.freeze().get(0);
    }

    private Instant time(Instant received) {
        return switch (random.nextInt(40)) {
            case 0 -> Instant.parse("1970-01-01T00:00:00Z");
            case 1 -> Instant.parse("9999-12-31T23:59:59.999999999Z");
            case 2 -> Instant.ofEpochSecond(-62_000_000_000L, 5);
            case 3 -> received.plusSeconds(200_000);
            default -> received.minusNanos(random.nextLong(200_000_000_000_000L));
        };
    }

    private Origin origin(String client) {
        Origin.Builder origin = Origin.of(client, random.nextBoolean() ? "syslog-udp" : "http");
        if (random.nextBoolean()) {
            origin.sender(IpAddress.ofV4(random.nextInt(5)));
        }
        if (random.nextInt(5) == 0) {
            origin.token("t" + random.nextInt(3)).source("s" + random.nextInt(3));
        }
        if (random.nextInt(30) == 0) {
            origin.path("/var/log/" + "very/".repeat(2_000) + "long.log").parser("linux.sshd");
        }
        return origin.build();
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        return noise;
    }

    private String part(String text) {
        int from = random.nextInt(text.length() + 1);
        String part = text.substring(from, from + random.nextInt(text.length() - from + 1));
        return part.isEmpty() ? "x" : part;
    }

    private Object value(Field field) {
        FieldType type = field.type();
        if (type == FieldType.ANY) {
            type = FieldType.values()[random.nextInt(FieldType.values().length - 1)];
        }
        return switch (type) {
            case LONG -> random.nextInt(10) == 0 ? random.nextLong() : (long) random.nextInt(12);
            case DOUBLE ->
                switch (random.nextInt(9)) {
                    case 0 -> Double.MAX_VALUE;
                    case 1 -> -0.0;
                    case 2 -> Double.MIN_VALUE;
                    default -> random.nextInt(8) / 2.0;
                };
            case BOOLEAN -> random.nextBoolean();
            case IP -> random.nextInt(5) == 0 ? IpAddress.parse("2001:db8::" + random.nextInt(9)) : ip();
            case DATE ->
                switch (random.nextInt(9)) {
                    case 0 -> Instant.parse("9999-12-31T23:59:59.123Z");
                    case 1 -> Instant.parse("0004-01-01T00:00:00Z");
                    case 2 -> Instant.EPOCH;
                    default -> NOON.plusNanos(random.nextInt(5));
                };
            default -> text();
        };
    }

    private IpAddress ip() {
        return IpAddress.ofV4(0x0A000000 | random.nextInt(3) << 16 | random.nextInt(4));
    }

    private String text() {
        return switch (random.nextInt(60) == 0 ? 3 : random.nextInt(13)) {
            case 0 -> "";
            case 1 -> "\u00C4rger \uD83D\uDE00 \u212A";
            case 2 -> "half \uD83D pair";
            case 3 -> "x".repeat(random.nextInt(9) == 0 ? 9_000 : 9) + random.nextInt(3);
            case 4 -> "10.0.0." + random.nextInt(4);
            case 5 -> Integer.toString(random.nextInt(12));
            case 6 -> "a\u0000b\nc";
            default -> sentence();
        };
    }

    private String sentence() {
        String[] words = {
            "root", "Root", "ROOT", "alice", "Failed", "password", "for", "C:\\Windows", "x*y", "a?b", "4624"
        };
        StringBuilder out = new StringBuilder(words[random.nextInt(words.length)]);
        for (int i = random.nextInt(4); i > 0; i--) {
            out.append(random.nextInt(4) == 0 ? "-" : " ").append(words[random.nextInt(words.length)]);
        }
        return out.toString();
    }
}
