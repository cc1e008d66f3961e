package dev.vedette.host.cli.bench;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.LogSource;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.reference.Client;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * Events of three days for searches: web access with {@value #DISTINCT} paths and as many users, some of them far more
 * frequent than others, from {@value #HOSTS} hosts. The same number gives the same event.
 */
record SearchCorpus(Instant start, long events) {
    static final Duration LENGTH = Duration.ofDays(3);
    static final int DISTINCT = 100_000;
    static final int HOSTS = 500;
    static final Field USER = Field.of("user.name");
    static final Field PATH = Field.of("url.path");
    static final Field HOST = Field.of("host.name");

    private static final Field METHOD = Field.of("http.request.method");
    private static final Field STATUS = Field.of("http.response.status_code");
    private static final Field BODY = Field.of("http.response.body.bytes");
    private static final Field SOURCE = Field.of("source.ip");
    private static final Field DATASET = Field.of("event.dataset");
    private static final Field OUTCOME = Field.of("event.outcome");
    private static final Field MESSAGE = Field.of("message");
    private static final LogSource WEB = LogSource.of("webserver", null, null);
    private static final Origin[] ORIGINS = new Origin[HOSTS];

    static {
        for (int i = 0; i < HOSTS; i++) {
            ORIGINS[i] = Origin.of(Client.DEFAULT, "bench")
                    .sender(IpAddress.ofV4(0x0A140000 | i))
                    .build();
        }
    }

    Event event(long number) {
        Random random = new Random(number * 0x9E3779B97F4A7C15L);
        Instant time = start.plusNanos((long) (LENGTH.toNanos() * ((double) number / events)))
                .plusMillis(random.nextInt(2_000));
        int host = random.nextInt(HOSTS);
        String user = user(skewed(random));
        String path = path(skewed(random));
        String method = random.nextInt(8) == 0 ? "POST" : "GET";
        long status = random.nextInt(20) == 0 ? 404 : 200;
        long body = random.nextInt(60_000);
        IpAddress source = IpAddress.ofV4(0xC6336400 | random.nextInt(256));
        String message =
                source + " - " + user + " \"" + method + " " + path + " HTTP/1.1\" " + status + " " + body + " shop";
        String line = "<190>1 " + time + " web" + host + " nginx - - - " + message;
        Instant received = time.plusMillis(random.nextInt(900));
        EventDraft draft =
                new EventDraft(new RawRecord(line.getBytes(StandardCharsets.UTF_8), received, ORIGINS[host]));
        draft.set(Event.ID, Long.toHexString(0x1000_0000_0000L + number * 256))
                .timestamp(time)
                .set(HostFields.CLIENT, Client.DEFAULT)
                .set(HostFields.RECEIVED, received)
                .set(HostFields.STORED, received.plusMillis(20))
                .set(HostFields.KIND, "event")
                .set(HostFields.RECEIVER, "bench")
                .set(HostFields.PARSER_ID, "web.access")
                .set(DATASET, "web.access")
                .set(HOST, "web" + host)
                .set(USER, user)
                .set(PATH, path)
                .set(METHOD, method)
                .set(STATUS, status)
                .set(BODY, body)
                .set(SOURCE, source)
                .set(OUTCOME, status < 400 ? "success" : "failure")
                .set(MESSAGE, message)
                .logSource(WEB);
        return draft.freeze().get(0);
    }

    private static int skewed(Random random) {
        double part = random.nextDouble();
        return (int) (DISTINCT * part * part);
    }

    static String user(int number) {
        return "user" + number;
    }

    static String path(int number) {
        return "/shop/section" + number % 400 + "/item" + number + "/view.html";
    }
}
