package dev.vedette.packs.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.LogSource;
import dev.vedette.api.parse.ParseResult;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NetflowV5Test {
    private static byte[] datagram(int count, int records) {
        Bytes bytes = new Bytes()
                .u16(5, count)
                .u32(3_600_000, Bytes.EXPORT, 500_000_000, 77)
                .u8(1)
                .u8(2)
                .u16(0x4000 | 100); // packet sampling, 1 in 100
        for (int i = 0; i < records; i++) {
            bytes.ip("10.0.0." + (i + 1))
                    .ip("203.0.113.9")
                    .ip("10.0.0.254")
                    .u16(3, 4)
                    .u32(12, 3_000_000_000L, 3_540_000, 3_570_250)
                    .u16(51_000 + i, 443)
                    .u8(0)
                    .u8(0x1B)
                    .u8(6)
                    .u8(0x20)
                    .u16(64_500, 0)
                    .u8(24)
                    .u8(0)
                    .u16(0);
        }
        return bytes.build();
    }

    @Test
    void records_become_events_with_absolute_times() {
        Decoded decoded = new Decoded().decode(datagram(2, 2));
        assertThat(decoded.result).isInstanceOf(ParseResult.Parsed.class);
        assertThat(decoded.events).hasSize(2);
        assertThat(decoded.sequences).containsExactly("258:77+2");
        assertThat(decoded.text(1, "source.ip")).isEqualTo("10.0.0.2");
        assertThat(decoded.text(1, "destination.ip")).isEqualTo("203.0.113.9");
        assertThat(decoded.value(1, "source.port")).isEqualTo(51_001L);
        assertThat(decoded.value(1, "destination.port")).isEqualTo(443L);
        assertThat(decoded.value(1, "network.transport")).isEqualTo("tcp");
        assertThat(decoded.value(1, "network.iana_number")).isEqualTo("6");
        assertThat(decoded.value(1, "network.type")).isEqualTo("ipv4");
        assertThat(decoded.value(1, "network.bytes")).isEqualTo(3_000_000_000L);
        assertThat(decoded.value(1, "source.bytes")).isEqualTo(3_000_000_000L);
        assertThat(decoded.value(1, "network.packets")).isEqualTo(12L);
        assertThat(decoded.text(1, "event.start")).isEqualTo("2026-01-02T03:03:05.500Z");
        assertThat(decoded.text(1, "event.end")).isEqualTo("2026-01-02T03:03:35.750Z");
        assertThat(decoded.value(1, "event.duration")).isEqualTo(30_250_000_000L);
        assertThat(decoded.events.get(1).timestamp()).hasToString("2026-01-02T03:03:35.750Z");
        assertThat(decoded.value(1, "netflow.sampling_interval")).isEqualTo(100L);
        assertThat(decoded.value(1, "netflow.tcp_control_bits")).isEqualTo(27L);
        assertThat(decoded.value(1, "observer.ingress.interface.id")).isEqualTo("3");
        assertThat(decoded.text(1, "observer.ip")).isEqualTo("192.0.2.1");
        assertThat(decoded.value(1, "source.as.number")).isEqualTo(64_500L);
        assertThat(decoded.value(1, "destination.as.number")).isNull();
        assertThat(decoded.text(1, "related.ip")).isEqualTo("[10.0.0.2, 203.0.113.9]");
        assertThat(decoded.value(1, "event.kind")).isEqualTo("event");
        assertThat(decoded.events.get(1).logSources()).containsExactly(LogSource.of("netflow", null, null));
    }

    @Test
    void a_clock_that_began_anew_between_flow_and_export_gives_the_right_time() {
        byte[] bytes = datagram(1, 1);
        byte[] uptime = new Bytes().u32(1_000).build(); // one second after the wrap
        byte[] readings =
                new Bytes().u32(0xFFFF_FFFFL - 8_999, 0xFFFF_FFFFL - 3_999).build();
        System.arraycopy(uptime, 0, bytes, 4, 4);
        System.arraycopy(readings, 0, bytes, 24 + 24, 8);
        Decoded decoded = new Decoded().decode(bytes);
        assertThat(decoded.text(0, "event.start")).isEqualTo("2026-01-02T03:03:55.500Z");
        assertThat(decoded.text(0, "event.end")).isEqualTo("2026-01-02T03:04:00.500Z");
    }

    @Test
    void a_datagram_cut_anywhere_keeps_its_whole_records_and_says_where_it_broke() {
        byte[] whole = datagram(3, 3);
        for (int length = 0; length < whole.length; length++) {
            Decoded decoded = new Decoded().decode(Arrays.copyOf(whole, length));
            if (length < 2) {
                assertThat(decoded.result).isInstanceOf(ParseResult.NotMine.class);
            } else {
                assertThat(decoded.events).hasSize(Math.max(0, (length - 24) / 48));
                assertThat(decoded.reason()).contains("ends inside");
            }
        }
    }

    @Test
    void impossible_counts_are_malformed_and_none_is_filtered() {
        assertThat(new Decoded().decode(datagram(31, 1)).reason()).contains("at most 30");
        assertThat(new Decoded().decode(datagram(0, 0)).result).isInstanceOf(ParseResult.Filtered.class);
    }
}
