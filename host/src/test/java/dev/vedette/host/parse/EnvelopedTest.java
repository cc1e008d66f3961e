package dev.vedette.host.parse;

import static dev.vedette.host.parse.Parsing.NOON;
import static dev.vedette.host.parse.Parsing.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.parse.envelope.Envelopes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What shippers wrap is parsed as if it had come by itself, and keeps what they said of it. */
class EnvelopedTest {
    private static final String FIREWALL = """
            parser: acme.wall
            match: { any: [ { contains: "%WALL-" } ] }
            steps: [ { id: line, dissect: "%{_}%WALL-%{event.code}: deny %{source.ip}" } ]
            """;
    private static final String DAEMON = """
            parser: acme.daemon
            match: { any: [ { program: warden } ] }
            envelope: { type: auto, host: host.hostname, program: process.name }
            steps: [ { id: line, dissect: { from: _message, pattern: "no entry for %{user.name}" } } ]
            """;
    private static final String CLOUD = """
            parser: acme.cloud
            match: { any: [ { json_key: cloudEventKind } ] }
            steps: [ { id: fields, json: { into: acme.cloud } } ]
            """;

    private final Parsing parsing = Parsing.of(FIREWALL, DAEMON, CLOUD);

    @AfterEach
    void close() {
        parsing.close();
    }

    private static RawRecord wrapped(String kind, String text) {
        Origin origin = Origin.of("client", "test").source("a").envelope(kind).build();
        return new RawRecord(text.getBytes(StandardCharsets.UTF_8), NOON, origin);
    }

    private Event event(String kind, String text) {
        List<ParseOutcome> outcomes = parsing.accept(wrapped(kind, text));
        assertThat(outcomes).hasSize(1);
        return outcomes.getFirst().events().getFirst();
    }

    @Test
    void a_line_in_a_hec_event_is_read_by_its_parser_and_keeps_the_metadata() {
        String raw = """
                {"time":1700000000.25,"host":"fw1","source":"/var/log/wall","sourcetype":"wall","index":"net",\
                "fields":{"site":"north","url.domain":"example.org"},"event":"x %WALL-7: deny 192.0.2.1"}""";
        Event event = event(Envelopes.HEC, raw);
        assertThat(value(event, "vedette.parser.id")).isEqualTo("acme.wall");
        assertThat(value(event, "source.ip")).isEqualTo(IpAddress.parse("192.0.2.1"));
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2023-11-14T22:13:20.25Z"));
        assertThat(value(event, "host.name")).isEqualTo("fw1");
        assertThat(value(event, "log.file.path")).isEqualTo("/var/log/wall");
        assertThat(value(event, "splunk.sourcetype")).isEqualTo("wall");
        assertThat(value(event, "labels.site")).isEqualTo("north");
        assertThat(value(event, "url.domain")).isEqualTo("example.org");
        assertThat(event.raw().text()).isEqualTo(raw);
        assertThat(event.raw().receivedAt()).isEqualTo(NOON);
    }

    @Test
    void a_hec_object_is_searched_for_its_line_and_otherwise_read_as_json() {
        Event docker = event(
                Envelopes.HEC,
                "{\"event\":{\"line\":\"x %WALL-8: deny 192.0.2.2\",\"source\":\"stdout\",\"tag\":\"c0\"}}");
        assertThat(value(docker, "vedette.parser.id")).isEqualTo("acme.wall");
        assertThat(value(docker, "splunk.event.tag")).isEqualTo("c0");
        Event cloud = event(Envelopes.HEC, "{\"event\":{\"message\":\"logged in\",\"cloudEventKind\":\"login\"}}");
        assertThat(value(cloud, "vedette.parser.id")).isEqualTo("acme.cloud");
        assertThat(value(cloud, "acme.cloud.cloudEventKind")).isEqualTo("login");
        Event unknown = event(Envelopes.HEC, "{\"time\":\"1700000000123\",\"event\":{\"who\":\"ann\",\"n\":3}}");
        assertThat(value(unknown, "tags")).isEqualTo("unparsed");
        assertThat(value(unknown, "splunk.event.n")).isEqualTo(3L);
        assertThat(unknown.timestamp()).isEqualTo(Instant.parse("2023-11-14T22:13:20.123Z"));
    }

    @Test
    void the_line_of_a_document_is_read_by_its_parser_and_the_fields_of_the_document_stay() {
        Event event = event(Envelopes.DOCUMENT, """
                {"@metadata":{"index":"filebeat-8"},"@timestamp":"2026-10-19T08:00:00.000Z","host":{"name":"edge","ip":["192.0.2.9","2001:db8::1"]},
                "log":{"offset":77,"file":{"path":"/var/log/w"}},"agent":{"type":"filebeat"},"tags":["t"],
                "message":"x %WALL-7: deny 192.0.2.1"}""");
        assertThat(value(event, "vedette.parser.id")).isEqualTo("acme.wall");
        assertThat(value(event, "log.offset")).isEqualTo(77L);
        assertThat(value(event, "host.ip"))
                .isEqualTo(List.of(IpAddress.parse("192.0.2.9"), IpAddress.parse("2001:db8::1")));
        assertThat(value(event, "log.file.path")).isEqualTo("/var/log/w");
        assertThat(value(event, "elastic.index")).isEqualTo("filebeat-8");
        assertThat(value(event, "tags")).isEqualTo("t");
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-10-19T08:00:00Z"));
    }

    @Test
    void a_document_that_nobody_reads_keeps_its_fields_with_their_types() {
        Event event = event(Envelopes.DOCUMENT, """
                {"@timestamp":"2026-10-19T08:00:00Z","event":{"kind":"alert","category":["process"],"severity":"7","original":"o"},
                "process":{"pid":12,"args":["a","b"]},"source.ip":"192.0.2.4","destination":{"port":"none"},
                "acme":{"ok":true,"score":1.5},"vedette":{"rule":{"id":"forged"}}}""");
        assertThat(value(event, "event.kind")).isEqualTo("alert");
        assertThat(value(event, "tags")).isNull();
        assertThat(value(event, "event.severity")).isEqualTo(7L);
        assertThat(value(event, "process.args")).isEqualTo(List.of("a", "b"));
        assertThat(value(event, "source.ip")).isEqualTo(IpAddress.parse("192.0.2.4"));
        assertThat(value(event, "destination.port")).isNull();
        assertThat(value(event, "acme.ok")).isEqualTo(true);
        assertThat(value(event, "acme.score")).isEqualTo(1.5);
        assertThat(value(event, "vedette.rule.id")).isNull();
    }

    @Test
    void a_header_that_the_shipper_took_off_is_put_back_for_the_parsers() {
        Event beat = event(Envelopes.DOCUMENT, """
                {"@timestamp":"2026-10-19T08:00:00Z","input":{"type":"journald"},"host":{"hostname":"h1"},
                "process":{"name":"warden","pid":9},"message":"no entry for eve"}""");
        assertThat(value(beat, "vedette.parser.id")).isEqualTo("acme.daemon");
        assertThat(value(beat, "user.name")).isEqualTo("eve");
        assertThat(value(beat, "host.hostname")).isEqualTo("h1");
        Event journal = event(Envelopes.JOURNAL, """
                {"__REALTIME_TIMESTAMP":"1700000000000000","_HOSTNAME":"h2","SYSLOG_IDENTIFIER":"warden","_PID":"4",
                "PRIORITY":"4","SYSLOG_FACILITY":"10","_SYSTEMD_UNIT":"w.service","MESSAGE":"no entry for mallory"}""");
        assertThat(value(journal, "user.name")).isEqualTo("mallory");
        assertThat(value(journal, "journald._systemd_unit")).isEqualTo("w.service");
        assertThat(journal.timestamp()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    }

    @Test
    void an_otlp_record_brings_its_attributes_under_ecs_names() {
        Event event = event(Envelopes.OTLP, """
                {"timeUnixNano":"1700000000000000001","severityNumber":17,"severityText":"ERROR","traceId":"0a0b","spanId":"01",
                "resource":{"service.name":"shop","deployment.environment.name":"prod","team":"blue"},
                "scope":{"name":"org.shop.Cart"},"attributes":{"client.address":"192.0.2.5","http.response.status_code":500},
                "body":"x %WALL-7: deny 192.0.2.1"}""");
        assertThat(value(event, "vedette.parser.id")).isEqualTo("acme.wall");
        assertThat(event.timestamp()).isEqualTo(Instant.ofEpochSecond(1_700_000_000, 1));
        assertThat(value(event, "service.name")).isEqualTo("shop");
        assertThat(value(event, "service.environment")).isEqualTo("prod");
        assertThat(value(event, "labels.team")).isEqualTo("blue");
        assertThat(value(event, "client.ip")).isEqualTo(IpAddress.parse("192.0.2.5"));
        assertThat(value(event, "http.response.status_code")).isEqualTo(500L);
        assertThat(value(event, "log.level")).isEqualTo("ERROR");
        assertThat(value(event, "trace.id")).isEqualTo("0a0b");
        assertThat(value(event, "log.logger")).isEqualTo("org.shop.Cart");
    }

    @Test
    void what_nobody_reads_has_its_line_as_the_message() {
        assertThat(value(event(Envelopes.HEC, "{\"host\":\"h\",\"event\":\"who knows\"}"), "message"))
                .isEqualTo("who knows");
        assertThat(value(event(Envelopes.HEC, "{\"event\":{\"log\":\"who knows\",\"n\":1}}"), "message"))
                .isEqualTo("who knows");
        assertThat(value(event(Envelopes.DOCUMENT, "{\"message\":\"who knows\"}"), "message"))
                .isEqualTo("who knows");
        assertThat(value(event(Envelopes.OTLP, "{\"body\":\"who knows\"}"), "message"))
                .isEqualTo("who knows");
    }

    @Test
    void lines_of_one_message_are_joined_over_their_envelopes() {
        Parsing joining = Parsing.of("""
                parser: acme.trace
                match: { any: [ { contains: "TRACE" } ] }
                assemble: { lines: { start: '^TRACE', timeout: 2s } }
                steps: [ { id: line, set: { event.action: trace } } ]
                """);
        try (joining) {
            String first = "{\"time\":1700000000,\"event\":\"TRACE one\"}";
            String second = "{\"time\":1700000001,\"event\":\"  at two\"}";
            assertThat(joining.accept(wrapped(Envelopes.HEC, first))).isEmpty();
            assertThat(joining.accept(wrapped(Envelopes.HEC, second))).isEmpty();
            assertThat(joining.tick(NOON)).isEmpty(); // the time of the envelope is of no account here
            List<ParseOutcome> out = joining.tick(NOON.plus(Duration.ofSeconds(3)));
            assertThat(out).hasSize(1);
            assertThat(out.getFirst().parts())
                    .extracting(part -> part.record().text())
                    .containsExactly(first, second);
            Event event = out.getFirst().events().getFirst();
            assertThat(event.timestamp()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
            assertThat(event.raw().text()).isEqualTo(first + "\n" + second);
            joining.accept(event.raw()); // what is stored can be parsed again
            assertThat(joining.flush()
                            .getFirst()
                            .events()
                            .getFirst()
                            .text(dev.vedette.api.event.Field.of("event.action")))
                    .isEqualTo("trace");
        }
    }

    @Test
    void a_broken_envelope_and_one_of_an_unknown_kind_are_lines_like_any() {
        assertThat(value(event(Envelopes.HEC, "{\"event\":\"x %WALL-7: deny 192.0.2.1"), "vedette.parser.id"))
                .isEqualTo("acme.wall");
        assertThat(value(event("newer", "x %WALL-7: deny 192.0.2.1"), "vedette.parser.id"))
                .isEqualTo("acme.wall");
        assertThat(value(event(Envelopes.DOCUMENT, "x %WALL-7: deny 192.0.2.1"), "vedette.parser.id"))
                .isEqualTo("acme.wall");
        assertThat(value(event(Envelopes.DOCUMENT, "[1,2]"), "tags")).isEqualTo("unparsed");
        assertThat(value(event(Envelopes.OTLP, "{\"timeUnixNano\":\"99999999999999999999\",\"body\":null}"), "tags"))
                .isEqualTo("unparsed");
    }

    @Test
    void a_gelf_message_is_read_by_the_parser_of_its_line_and_keeps_what_was_added() {
        String raw = """
                {"version":"1.1","host":"web1","short_message":"x %WALL-7: deny 192.0.2.1","timestamp":1700000000.25,\
                "level":4,"_container_name":"shop","_team":"pay","_url.domain":"example.org","_n":7}""";
        Event event = event(Envelopes.GELF, raw);
        assertThat(value(event, "vedette.parser.id")).isEqualTo("acme.wall");
        assertThat(value(event, "source.ip")).isEqualTo(IpAddress.parse("192.0.2.1"));
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2023-11-14T22:13:20.25Z"));
        assertThat(value(event, "host.name")).isEqualTo("web1");
        assertThat(value(event, "log.syslog.severity.code")).isEqualTo(4L);
        assertThat(value(event, "container.name")).isEqualTo("shop");
        assertThat(value(event, "labels.team")).isEqualTo("pay");
        assertThat(value(event, "url.domain")).isEqualTo("example.org");
        assertThat(event.raw().text()).isEqualTo(raw);
    }

    @Test
    void a_gelf_message_that_no_parser_knows_keeps_its_text_and_the_full_one() {
        Event event = event(Envelopes.GELF, """
                {"version":"1.1","host":"web1","short_message":"it broke","full_message":"a stack trace",\
                "level":"3","facility":"shop"}""");
        assertThat(value(event, "message")).isEqualTo("it broke");
        assertThat(value(event, "labels.full_message")).isEqualTo("a stack trace");
        assertThat(value(event, "log.logger")).isEqualTo("shop");
    }
}
