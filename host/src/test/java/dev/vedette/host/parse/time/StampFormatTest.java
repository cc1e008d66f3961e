package dev.vedette.host.parse.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StampFormatTest {
    private static final Instant NOW = Instant.parse("2026-10-20T12:00:00Z");

    private static @Nullable Instant read(String pattern, String text) {
        return StampFormat.of(pattern).read(text, ZoneOffset.UTC, NOW);
    }

    @Test
    void patterns_read_what_the_formatter_of_java_writes() {
        Random random = new Random(5);
        String[] patterns = {
            "dd/MMM/yyyy:HH:mm:ss", "yyyy-MM-dd HH:mm:ss.SSS", "MMM d yyyy h:mm:ss a", "EEE MMM dd HH:mm:ss yyyy",
            "yyyyMMddHHmmss", "d.M.yyyy H:mm:ss", "yy/MM/dd HH:mm:ss", "EEEE, MMMM d, yyyy 'at' HH.mm.ss"
        };
        for (int i = 0; i < 4_000; i++) {
            LocalDateTime time = LocalDateTime.ofEpochSecond(
                    (long) (random.nextDouble() * 2_000_000_000L), random.nextInt(1_000) * 1_000_000, ZoneOffset.UTC);
            String pattern = patterns[i % patterns.length];
            String text = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
            LocalDateTime expected = pattern.contains("SSS") ? time : time.withNano(0);
            assertThat(read(pattern, text)).as(pattern + ": " + text).isEqualTo(expected.toInstant(ZoneOffset.UTC));
        }
    }

    @Test
    void offsets_and_zones_in_the_text_count_more_than_the_sources() {
        assertThat(read("yyyy-MM-dd HH:mm Z", "2026-10-20 14:00 +0200")).isEqualTo(NOW);
        assertThat(read("yyyy-MM-dd HH:mmZ", "2026-10-20 14:00+02:00")).isEqualTo(NOW);
        assertThat(read("yyyy-MM-dd HH:mmZ", "2026-10-20 12:00Z")).isEqualTo(NOW);
        assertThat(read("yyyy-MM-dd HH:mm z", "2026-10-20 14:00 Europe/Berlin")).isEqualTo(NOW);
        assertThat(read("yyyy-MM-dd HH:mm z", "2026-10-20 12:00 GMT")).isEqualTo(NOW);
        assertThat(StampFormat.of("ISO8601").read("2026-10-20T14:00", ZoneId.of("Europe/Berlin"), NOW))
                .isEqualTo(NOW);
    }

    @Test
    void numbers_since_1970_may_have_a_fraction() {
        assertThat(read("UNIX", "1792497600")).isEqualTo(NOW);
        assertThat(read("UNIX", "1792497600.123456789")).isEqualTo(NOW.plusNanos(123_456_789));
        assertThat(read("UNIX_MS", "1792497600001")).isEqualTo(NOW.plusMillis(1));
        assertThat(read("UNIX_MS", "1792497600001.5")).isEqualTo(NOW.plusNanos(1_500_000));
        assertThat(read("UNIX_US", "1792497600000001")).isEqualTo(NOW.plusNanos(1_000));
        assertThat(read("UNIX_NS", "1792497600000000001")).isEqualTo(NOW.plusNanos(1));
    }

    @Test
    void what_is_no_time_is_null_and_never_an_exception() {
        for (String text : new String[] {
            "",
            "x",
            "2026-13-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-10-20T25:00:00Z",
            "99999999999999999999",
            "1e5",
            "-1",
            "2026-10-20T12:00:00Zx"
        }) {
            for (String pattern :
                    new String[] {"ISO8601", "SYSLOG", "UNIX", "UNIX_MS", "UNIX_NS", "yyyy-MM-dd'T'HH:mm:ssZ"}) {
                assertThat(read(pattern, text)).as(pattern + ": " + text).isNull();
            }
        }
    }

    @Test
    void a_format_that_is_none_says_what_is_known() {
        assertThatThrownBy(() -> StampFormat.of("yyyy-QQ"))
                .hasMessageContaining("the letter 'Q'")
                .hasMessageContaining("known are y M d");
        assertThatThrownBy(() -> StampFormat.of("yyyy'T")).hasMessageContaining("not closed");
        assertThatThrownBy(() -> StampFormat.of("")).hasMessageContaining("empty");
    }
}
