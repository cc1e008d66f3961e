package dev.vedette.host.search;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A handful of events that tests and the manual's examples know by heart. */
final class SomeEvents {
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private SomeEvents() {}

    /** Six in 21 minutes, five with a user, one of them a flow. */
    static List<Event> of() {
        return List.of(
                event(1, 0, "root", "10.0.0.1", 100),
                event(2, 1, "alice", "10.0.0.2", 200),
                event(3, 2, "root", "10.0.0.2", 300),
                event(4, 7, "bob", "192.0.2.1", 400),
                event(5, 8, "root", "10.0.0.1", 500),
                event(6, 21, null, "192.0.2.7", 600));
    }

    static EventDraft draft(int number, int minute) {
        Instant time = NOON.plusSeconds(60L * minute);
        byte[] line = ("line " + number + " of sshd: Failed password").getBytes(StandardCharsets.UTF_8);
        EventDraft draft = new EventDraft(
                new RawRecord(line, time, Origin.of("acme", "http").build()));
        return draft.set(Event.ID, String.format(Locale.ROOT, "%016x", number)).timestamp(time);
    }

    private static Event event(int number, int minute, @Nullable String user, String ip, long bytes) {
        EventDraft draft = draft(number, minute)
                .set(Field.of("network.bytes"), bytes)
                .set(Field.of("source.ip"), IpAddress.parse(ip))
                .set(Field.of("event.dataset"), user == null ? "netflow.flow" : "linux.auth")
                .set(Field.of("event.code"), user == null ? "0" : "4624")
                .set(Field.of("event.action"), user == null ? "flow" : "logon")
                .set(Field.of("organization.id"), "acme");
        if (user != null) {
            draft.set(Field.of("user.name"), user);
        }
        return draft.freeze().get(0);
    }
}
