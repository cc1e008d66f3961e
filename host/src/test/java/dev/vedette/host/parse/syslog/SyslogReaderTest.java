package dev.vedette.host.parse.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.vedette.api.parse.SyslogMessage;
import dev.vedette.host.testing.SampleData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SyslogReaderTest {
    private static final Instant NOW = Instant.parse("2026-10-20T15:43:00Z");
    private static final String STAMP = "2026-10-20T15:42:53Z";

    private static @Nullable SyslogMessage read(String text) {
        return SyslogReader.read(text, NOW, ZoneOffset.UTC);
    }

    /** priority, time, host, program, process id, message; {@code -} where there is none. */
    private static String shown(String text) {
        SyslogMessage message = read(text);
        if (message == null) {
            return "none";
        }
        assertThat(text.startsWith(message.message(), message.messageOffset())).isTrue();
        return message.priority() + "|" + or(message.timestamp()) + "|" + or(message.hostname()) + "|"
                + or(message.appName()) + "|" + or(message.processId()) + "|" + message.message();
    }

    private static String or(@Nullable Object value) {
        return Objects.requireNonNullElse(value, "-").toString();
    }

    @Test
    void rfc_5424_with_structured_data_and_a_byte_order_mark() {
        SyslogMessage message = read(
                "<165>1 2026-10-11T22:14:15.003+02:00 web.example.org app 812 ID47 [a@1 x=\"1\" y=\"q\\\"\\]\\\\\"][b] "
                        + (char) 0xFEFF + "Grüße");
        assertThat(message).isNotNull();
        assertThat(message.priority()).isEqualTo(165);
        assertThat(message.timestamp()).isEqualTo(Instant.parse("2026-10-11T20:14:15.003Z"));
        assertThat(message.hostname()).isEqualTo("web.example.org");
        assertThat(message.appName()).isEqualTo("app");
        assertThat(message.processId()).isEqualTo("812");
        assertThat(message.messageId()).isEqualTo("ID47");
        assertThat(message.structuredData()).isEqualTo(Map.of("a@1", Map.of("x", "1", "y", "q\"]\\"), "b", Map.of()));
        assertThat(message.message()).isEqualTo("Grüße");
    }

    @Test
    void rfc_5424_with_nothing_but_dashes_or_a_broken_end() {
        assertThat(shown("<34>1 - - - - - -")).isEqualTo("34|-|-|-|-|");
        assertThat(shown("<34>1 - h a - - - hello")).isEqualTo("34|-|h|a|-|hello");
        assertThat(shown("<34>1 2026-10-20T15:42:53Z h a 1 - [x y=\"1 not closed"))
                .isEqualTo("34|" + STAMP + "|h|a|1|[x y=\"1 not closed");
        assertThat(shown("<34>1 2026-10-20T15:42:53Z h")).isEqualTo("34|" + STAMP + "|h|-|-|");
    }

    @Test
    void rfc_5424_with_a_tag_of_rfc_3164_as_logger_sends_it() {
        assertThat(shown("<13>1 - h sshd[771] - - - hello")).isEqualTo("13|-|h|sshd|771|hello");
        assertThat(shown("<13>1 - h a[1] 2 - - hello")).isEqualTo("13|-|h|a[1]|2|hello");
        assertThat(shown("<13>1 - h [1] - - - hello")).isEqualTo("13|-|h|[1]|-|hello");
    }

    @Test
    void rfc_3164_with_its_forms_of_the_tag() {
        String head = "<38>Oct 20 15:42:53 web1 ";
        String start = "38|" + STAMP + "|web1|";
        assertThat(shown(head + "sshd[42]: hi")).isEqualTo(start + "sshd|42|hi");
        assertThat(shown(head + "sshd: hi")).isEqualTo(start + "sshd|-|hi");
        assertThat(shown(head + "postfix/smtpd[1]: x: y")).isEqualTo(start + "postfix/smtpd|1|x: y");
        assertThat(shown(head + "su(pam_unix)[7]: opened")).isEqualTo(start + "su(pam_unix)|7|opened");
        assertThat(shown(head + "kernel: [ 12.5] drop")).isEqualTo(start + "kernel|-|[ 12.5] drop");
        assertThat(shown(head + "just words: here")).isEqualTo(start + "-|-|just words: here");
        assertThat(shown(head + "CEF:0|a|b")).isEqualTo(start + "-|-|CEF:0|a|b");
        assertThat(shown(head + "last message repeated 3 times"))
                .isEqualTo(start + "-|-|last message repeated 3 times");
        assertThat(shown("<38>Oct 20 15:42:53 last message repeated 3 times"))
                .isEqualTo("38|" + STAMP + "|-|-|-|last message repeated 3 times");
        assertThat(shown("<38>Oct 20 15:42:53 su: no host")).isEqualTo("38|" + STAMP + "|-|su|-|no host");
        assertThat(shown("<38>Oct 20 15:42:53 sshd[9]: no host")).isEqualTo("38|" + STAMP + "|-|sshd|9|no host");
        assertThat(shown("<30>sshd[9]: no stamp")).isEqualTo("30|-|-|sshd|9|no stamp");
        assertThat(shown("<189>date=2026-10-20 time=1")).isEqualTo("189|-|-|-|-|date=2026-10-20 time=1");
    }

    @Test
    void time_stamps_as_devices_write_them() {
        for (String stamp : new String[] {
            "Oct 20 15:42:53",
            "Oct 20 2026 15:42:53",
            "2026 Oct 20 15:42:53",
            "20 Oct 2026 15:42:53",
            "Oct 20 15:42:53 2026",
            "Tue Oct 20 15:42:53",
            "2026-10-20T15:42:53Z",
            "2026-10-20T17:42:53+02:00",
            "2026-10-20T17:42:53+0200",
            "2026-10-20 15:42:53",
            "OCT 20 15:42:53"
        }) {
            assertThat(shown("<38>" + stamp + " web1 a[1]: x")).as(stamp).isEqualTo("38|" + STAMP + "|web1|a|1|x");
        }
        assertThat(shown("<38>Oct 20 15:42:53.25 web1 a: x")).contains("15:42:53.250Z");
        assertThat(shown("<38>Oct  2 15:42:53 web1 a: x")).contains("2026-10-02T15:42:53Z");
        assertThat(shown("<38>Oct 33 15:42:53 web1 a: x")).isEqualTo("38|-|web1|a|-|x");
    }

    @Test
    void cisco_writes_numbers_names_stars_and_colons() {
        String code = "%ASA-4-106023: Deny";
        assertThat(shown("<164>Oct 20 2026 15:42:53: " + code)).isEqualTo("164|" + STAMP + "|-|-|-|" + code);
        assertThat(shown("<164>:Oct 20 15:42:53: " + code)).isEqualTo("164|" + STAMP + "|-|-|-|" + code);
        assertThat(shown("<164>Oct 20 15:42:53 fw1 : " + code)).isEqualTo("164|" + STAMP + "|fw1|-|-|" + code);
        assertThat(shown("<164>Oct 20 15:42:53 fw1: " + code)).isEqualTo("164|" + STAMP + "|fw1|-|-|" + code);
        assertThat(shown("Oct 20 15:42:53 fw1 " + code)).isEqualTo("-1|" + STAMP + "|fw1|-|-|" + code);
        assertThat(shown("<189>123: fw1: *Oct 20 15:42:53.000 UTC: " + code))
                .isEqualTo("189|" + STAMP + "|fw1|-|-|" + code);
        assertThat(shown("<189>29: .Oct 20 15:42:53: " + code)).isEqualTo("189|" + STAMP + "|-|-|-|" + code);
        assertThat(shown("<134>1 1792510973.5 MX84 events type=x"))
                .isEqualTo("134|2026-10-20T15:42:53.500Z|MX84|-|-|events type=x");
    }

    @Test
    void lines_of_files_have_no_priority() {
        assertThat(shown("Oct 20 15:42:53 web1 CRON[1]: (root) CMD (x)"))
                .isEqualTo("-1|" + STAMP + "|web1|CRON|1|(root) CMD (x)");
        assertThat(shown("2026-10-20T15:42:53.000Z web1 sudo: x")).isEqualTo("-1|" + STAMP + "|web1|sudo|-|x");
    }

    @Test
    void what_only_looks_like_a_header_is_none() {
        for (String text : new String[] {
            "",
            "<",
            "<>",
            "<a>x",
            "<1234567>x",
            "{\"a\":1}",
            "2026-10-20T15:42:53Z INFO started",
            "October was cold",
            "10.0.0.1 - - [20/Oct/2026:15:42:53 +0000] \"GET /\"",
            "May 5",
            "type=SYSCALL msg=audit(1.2:3): x"
        }) {
            assertThat(shown(text)).as(text).isEqualTo("none");
        }
    }

    @Test
    void a_missing_year_is_the_latest_that_can_be_and_a_missing_zone_is_the_sources() {
        Instant newYear = Instant.parse("2027-01-01T00:00:05Z");
        SyslogMessage old = SyslogReader.read("<1>Dec 31 23:59:58 h a: x", newYear, ZoneOffset.UTC);
        assertThat(Objects.requireNonNull(old).timestamp()).isEqualTo(Instant.parse("2026-12-31T23:59:58Z"));
        SyslogMessage ahead =
                SyslogReader.read("<1>Jan  1 00:00:02 h a: x", Instant.parse("2026-12-31T23:59:59Z"), ZoneOffset.UTC);
        assertThat(Objects.requireNonNull(ahead).timestamp()).isEqualTo(Instant.parse("2027-01-01T00:00:02Z"));
        SyslogMessage berlin = SyslogReader.read(
                "<1>Jul  1 12:00:00 h a: x", Instant.parse("2026-07-02T00:00:00Z"), ZoneId.of("Europe/Berlin"));
        assertThat(Objects.requireNonNull(berlin).timestamp()).isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
        SyslogMessage leap =
                SyslogReader.read("<1>Feb 29 12:00:00 h a: x", Instant.parse("2028-03-01T00:00:00Z"), ZoneOffset.UTC);
        assertThat(Objects.requireNonNull(leap).timestamp()).isEqualTo(Instant.parse("2028-02-29T12:00:00Z"));
    }

    @Test
    void cisco_without_priority_and_host_has_a_colon_behind_the_time() {
        SyslogMessage cisco = Objects.requireNonNull(SyslogReader.read(
                "Jun 08 2020 12:59:57: %ASA-4-113019: Group = x",
                Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
        assertThat(cisco.timestamp()).isEqualTo(Instant.parse("2020-06-08T12:59:57Z"));
        assertThat(cisco.hostname()).isNull();
        assertThat(cisco.message()).isEqualTo("%ASA-4-113019: Group = x");
    }

    @Test
    void nothing_makes_it_throw() {
        Random random = new Random(11);
        String[] seeds = {
            "<165>1 2026-10-11T22:14:15.003Z h a 8 ID [x y=\"1\\]\"][z] m",
            "<189>123: fw1: *Oct 20 15:42:53.000 UTC: %A-1-B: x",
            "Oct 20 15:42:53 web1 sshd[42]: hi",
            "2026-10-20T15:42:53Z h p[1]: x",
            "<134>1 1792510973.5 MX84 e",
            "<30>a(b)[c] d"
        };
        for (int i = 0; i < 60_000; i++) {
            StringBuilder text = new StringBuilder(seeds[random.nextInt(seeds.length)]);
            for (int n = random.nextInt(4); n >= 0; n--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setLength(Math.max(1, at));
                    case 1 -> text.setCharAt(at, (char) random.nextInt(300));
                    case 2 -> text.insert(at, text.substring(at));
                    default -> text.deleteCharAt(at).append(' ');
                }
            }
            assertThatCode(() -> {
                        SyslogMessage message = read(text.toString());
                        if (message != null) {
                            message.structuredData();
                            assertThat(message.message()).isNotNull();
                        }
                    })
                    .as(text.toString())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_mebibyte_takes_no_time_to_speak_of() {
        for (char filler : "a<[1 :\\\"".toCharArray()) {
            char[] long1 = new char[1024 * 1024];
            Arrays.fill(long1, filler);
            String body = new String(long1);
            long begin = System.nanoTime();
            for (String head : new String[] {"", "<34>", "<34>1 - - - - - [", "Oct 20 15:42:53 ", "<34>1 "}) {
                SyslogMessage message = read(head + body);
                if (message != null) {
                    message.structuredData();
                }
            }
            assertThat(System.nanoTime() - begin).as("filled with " + filler).isLessThan(2_000_000_000L);
        }
    }

    @Test
    void the_logs_of_many_vendors_go_through_without_an_exception() {
        Path folder = SampleData.folder("elastic-integrations");
        int lines = 0;
        int headers = 0;
        for (Path file : SampleData.files(folder, ".log")) {
            for (byte[] line : SampleData.lines(file)) {
                SyslogMessage message = read(new String(line, StandardCharsets.UTF_8));
                lines++;
                if (message != null) {
                    headers++;
                    message.structuredData();
                }
            }
        }
        assertThat(lines).isGreaterThan(1_000);
        assertThat(headers).isBetween(lines / 20, lines);
    }
}
