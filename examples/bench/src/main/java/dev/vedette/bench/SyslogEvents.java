package dev.vedette.bench;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.LogSource;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Events as a firewall, sshd and a web server write them, over 24 hours, from a seed. */
final class SyslogEvents {
    private static final Field ACTION = Field.of("event.action");
    private static final Field CATEGORY = Field.of("event.category");
    private static final Field OUTCOME = Field.of("event.outcome");
    private static final Field DATASET = Field.of("event.dataset");
    private static final Field CODE = Field.of("event.code");
    private static final Field MESSAGE = Field.of("message");
    private static final Field HOST = Field.of("host.name");
    private static final Field USER = Field.of("user.name");
    private static final Field PROCESS = Field.of("process.name");
    private static final Field PID = Field.of("process.pid");
    private static final Field SOURCE = Field.of("source.ip");
    private static final Field SOURCE_PORT = Field.of("source.port");
    private static final Field DESTINATION = Field.of("destination.ip");
    private static final Field DESTINATION_PORT = Field.of("destination.port");
    private static final Field TRANSPORT = Field.of("network.transport");
    private static final Field BYTES = Field.of("network.bytes");
    private static final Field METHOD = Field.of("http.request.method");
    private static final Field STATUS = Field.of("http.response.status_code");
    private static final Field BODY = Field.of("http.response.bytes");
    private static final Field PATH = Field.of("url.path");
    private static final Field AGENT = Field.of("user_agent.original");
    private static final Field CONNECTION = Field.of("cisco.asa.connection_id");
    private static final Instant START = Instant.parse("2026-05-04T00:00:00Z");

    private final Random random;
    private final Origin[] origins = new Origin[200];
    private final int total;
    private int made;

    SyslogEvents(long seed, int total) {
        random = new Random(seed);
        this.total = total;
        for (int i = 0; i < origins.length; i++) {
            origins[i] = Origin.of("default", "syslog-tcp")
                    .sender(IpAddress.ofV4(0x0A000000 | i))
                    .build();
        }
    }

    List<Event> take(int count) {
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(next());
        }
        return events;
    }

    private Event next() {
        Instant time = START.plus(Duration.ofDays(1).multipliedBy(made).dividedBy(total))
                .plusMillis(random.nextInt(2_000));
        Origin origin = origins[random.nextInt(origins.length)];
        String host = "host" + random.nextInt(200);
        return switch (random.nextInt(3)) {
            case 0 -> firewall(time, origin, host);
            case 1 -> sshd(time, origin, host);
            default -> web(time, origin, host);
        };
    }

    private EventDraft draft(String head, String message, Instant time, Origin origin, String host) {
        Instant received = time.plusNanos(random.nextInt(900_000) * 1_000L);
        String line = "<134>1 " + time + " " + host + " " + head + " - - - " + message;
        EventDraft draft = new EventDraft(new RawRecord(line.getBytes(StandardCharsets.UTF_8), received, origin));
        draft.set(Event.ID, "e" + Long.toString(1_000_000_000L + 300L * made++, 36) + "-0")
                .timestamp(time)
                .set(HostFields.CLIENT, "default")
                .set(HostFields.RECEIVED, received)
                .set(HostFields.STORED, received.plusMillis(random.nextInt(50)))
                .set(HostFields.KIND, "event")
                .set(HostFields.RECEIVER, "syslog-tcp")
                .set(HostFields.SENDER, String.valueOf(origin.sender()))
                .set(HostFields.DIRECTION, "R2L")
                .set(HostFields.PARSER_VERSION, "1.0.0")
                .set(HOST, host)
                .set(MESSAGE, message);
        return draft;
    }

    private IpAddress outside() {
        return IpAddress.ofV4(0x50000000 | random.nextInt(100_000));
    }

    private IpAddress inside() {
        return IpAddress.ofV4(0x0A010000 | random.nextInt(4_000));
    }

    private Event firewall(Instant time, Origin origin, String host) {
        IpAddress source = outside();
        IpAddress destination = inside();
        long sourcePort = 1024 + random.nextInt(60_000);
        long port = random.nextInt(5) == 0 ? random.nextInt(1024) : 443;
        long id = 10_000_000L + made;
        long bytes = random.nextInt(100_000);
        String message = "%ASA-6-302014: Teardown TCP connection " + id + " for outside:" + source + "/" + sourcePort
                + " to inside:" + destination + "/" + port + " duration 0:00:" + random.nextInt(60) + " bytes " + bytes
                + " TCP FINs from the interface outside, access group acl_outside_in";
        return draft("asa", message, time, origin, host)
                .set(HostFields.PARSER_ID, "firewall.cisco-asa")
                .set(DATASET, "cisco.asa")
                .set(CODE, "302014")
                .set(ACTION, "flow-expiration")
                .set(CATEGORY, "network")
                .set(OUTCOME, "success")
                .set(SOURCE, source)
                .set(SOURCE_PORT, sourcePort)
                .set(DESTINATION, destination)
                .set(DESTINATION_PORT, port)
                .set(TRANSPORT, "tcp")
                .set(BYTES, bytes)
                .set(CONNECTION, id)
                .logSource(LogSource.of("firewall", "cisco", "asa"))
                .freeze()
                .get(0);
    }

    private Event sshd(Instant time, Origin origin, String host) {
        String user = "user" + random.nextInt(3_000);
        IpAddress source = outside();
        long port = 1024 + random.nextInt(60_000);
        boolean failed = random.nextBoolean();
        long pid = random.nextInt(60_000);
        String message =
                (failed ? "Failed" : "Accepted") + " password for " + user + " from " + source + " port " + port
                        + " ssh2: RSA SHA256:" + Long.toString(random.nextInt(5_000) * 1_234_567_891L, 36)
                        + " session opened by the daemon after authentication";
        return draft("sshd[" + pid + "]", message, time, origin, host)
                .set(HostFields.PARSER_ID, "linux.sshd")
                .set(DATASET, "linux.sshd")
                .set(ACTION, "ssh_login")
                .setAll(CATEGORY, List.of("authentication", "session"))
                .set(OUTCOME, failed ? "failure" : "success")
                .set(SOURCE, source)
                .set(SOURCE_PORT, port)
                .set(USER, user)
                .set(PROCESS, "sshd")
                .set(PID, pid)
                .logSource(LogSource.of(null, "linux", "sshd"))
                .freeze()
                .get(0);
    }

    private Event web(Instant time, Origin origin, String host) {
        IpAddress source = outside();
        String path = "/shop/item/" + random.nextInt(100_000) + "/view";
        String agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537." + random.nextInt(40)
                + " (KHTML, like Gecko) Chrome/1" + random.nextInt(30) + ".0.0.0 Safari/537.36";
        long status = random.nextInt(20) == 0 ? 404 : 200;
        long size = random.nextInt(50_000);
        String message = source + " - - [" + time + "] \"GET " + path + " HTTP/1.1\" " + status + " " + size
                + " \"https://shop.example/\" \"" + agent + "\"";
        return draft("nginx", message, time, origin, host)
                .set(HostFields.PARSER_ID, "web.nginx-access")
                .set(DATASET, "nginx.access")
                .set(ACTION, "http_request")
                .set(CATEGORY, "web")
                .set(OUTCOME, status == 200 ? "success" : "failure")
                .set(SOURCE, source)
                .set(METHOD, "GET")
                .set(STATUS, status)
                .set(BODY, size)
                .set(PATH, path)
                .set(AGENT, agent)
                .logSource(LogSource.of("webserver", "nginx", null))
                .freeze()
                .get(0);
    }
}
