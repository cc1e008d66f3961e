package dev.vedette.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RawRecordTest {
    private static String text(byte[] bytes) {
        return new RawRecord(bytes, Instant.EPOCH, Origin.of("c", "r").build()).text();
    }

    @Test
    void text_is_utf_8_where_it_is_that_and_latin_1_otherwise() {
        assertThat(text("Zürich \uFFFD".getBytes(StandardCharsets.UTF_8))).isEqualTo("Zürich \uFFFD");
        assertThat(text("Zürich".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("Zürich");
        assertThat(text(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'x'}))
                .isEqualTo("x");
        assertThat(text(new byte[0])).isEmpty();
    }

    @Test
    void no_byte_of_a_binary_record_is_lost() {
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        assertThat(text(all).getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(all);
    }

    @Test
    void an_origin_names_its_source_by_path_or_by_receiver_and_sender() {
        IpAddress sender = IpAddress.ofV4(0x0A000001);
        assertThat(Origin.of("c", "udp").sender(sender).build().source()).isEqualTo("udp@10.0.0.1");
        assertThat(Origin.of("c", "file").path("/var/log/x").build().source()).isEqualTo("/var/log/x");
        assertThat(Origin.of("c", "http").source("web").build().source()).isEqualTo("web");
        assertThat(Origin.of("c", "udp").sender(sender).build())
                .isEqualTo(Origin.of("c", "udp").sender(sender).build())
                .isNotEqualTo(Origin.of("d", "udp").sender(sender).build());
    }

    @Test
    void a_log_source_satisfies_a_rule_that_names_no_more_than_it_carries() {
        LogSource sshd = LogSource.of("authentication", "linux", "sshd");
        assertThat(sshd.satisfies(LogSource.of(null, "Linux", null))).isTrue();
        assertThat(sshd.satisfies(LogSource.of(null, "windows", null))).isFalse();
        assertThat(LogSource.of(null, "linux", null).satisfies(sshd)).isFalse();
        assertThatThrownBy(() -> LogSource.of(null, null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LogSource.of("", "x", null)).isInstanceOf(IllegalArgumentException.class);
    }
}
