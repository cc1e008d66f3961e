package dev.vedette.packs.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.parse.ParseResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemplatedSetsTest {
    private static final int[] FIELDS = {8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 1, 8, 2, 4, 22, 4, 21, 4, 61, 1};
    private static final int RECORD = 34;

    private static byte[] template(int id, int... idsAndLengths) {
        return new Bytes().u16(id, idsAndLengths.length / 2).u16(idsAndLengths).build();
    }

    private static byte[] record(int number) {
        return new Bytes()
                .ip("10.0.0." + number)
                .ip("203.0.113.9")
                .u16(50_000 + number, 53)
                .u8(17)
                .u64(5_000_000_000L)
                .u32(40, 400_000, 460_500)
                .u8(1)
                .build();
    }

    private static byte[] templateDatagram(long domain) {
        return Bytes.v9(1, 1, domain).raw(Bytes.set(0, template(256, FIELDS))).build();
    }

    private static byte[] dataDatagram(long domain, int records) {
        Bytes content = new Bytes();
        for (int i = 1; i <= records; i++) {
            content.raw(record(i));
        }
        content.zeros((4 - records * RECORD % 4) % 4);
        return Bytes.v9(records, 2, domain).raw(Bytes.set(256, content.build())).build();
    }

    @Test
    void data_after_its_template_becomes_events() {
        Decoded decoded = new Decoded().decode(templateDatagram(7));
        assertThat(decoded.result).isInstanceOf(ParseResult.Filtered.class);
        decoded.decode(dataDatagram(7, 3));
        assertThat(decoded.result).isInstanceOf(ParseResult.Parsed.class);
        assertThat(decoded.events).hasSize(3);
        assertThat(decoded.sequences).containsExactly("7:1+1", "7:2+1");
        assertThat(decoded.text(2, "source.ip")).isEqualTo("10.0.0.3");
        assertThat(decoded.value(2, "destination.port")).isEqualTo(53L);
        assertThat(decoded.value(2, "network.transport")).isEqualTo("udp");
        assertThat(decoded.value(2, "network.bytes")).isEqualTo(5_000_000_000L);
        assertThat(decoded.value(2, "network.packets")).isEqualTo(40L);
        assertThat(decoded.value(2, "network.direction")).isEqualTo("outbound");
        assertThat(decoded.text(2, "event.start")).isEqualTo("2026-01-02T02:54:05Z");
        assertThat(decoded.text(2, "event.end")).isEqualTo("2026-01-02T02:55:05.500Z");
        assertThat(decoded.value(2, "netflow.exporter.version")).isEqualTo(9L);
        assertThat(decoded.value(2, "netflow.exporter.source_id")).isEqualTo(7L);
    }

    @Test
    void data_before_its_template_asks_for_it_by_domain() {
        Decoded decoded = new Decoded().decode(templateDatagram(7)).decode(dataDatagram(8, 2));
        assertThat(decoded.awaited).containsExactly("8/256");
        assertThat(decoded.events).isEmpty();
        assertThat(decoded.result).isInstanceOf(ParseResult.Filtered.class);
    }

    @Test
    void several_templates_may_share_a_set_and_a_later_one_replaces_an_earlier() {
        byte[] set = new Bytes()
                .raw(template(256, 8, 4))
                .raw(template(257, 27, 16, 28, 16, 4, 1))
                .raw(template(256, 12, 4))
                .build();
        byte[] six = new Bytes().ip("2001:db8::1").ip("2001:db8::2").u8(58).build();
        Decoded decoded = new Decoded()
                .decode(Bytes.v9(5, 1, 0)
                        .raw(Bytes.set(0, set))
                        .raw(Bytes.set(257, new Bytes().raw(six).zeros(3).build()))
                        .raw(Bytes.set(256, new Bytes().ip("192.0.2.7").build()))
                        .build());
        assertThat(decoded.events).hasSize(2);
        assertThat(decoded.text(0, "source.ip")).isEqualTo("2001:db8::1");
        assertThat(decoded.value(0, "network.transport")).isEqualTo("ipv6-icmp");
        assertThat(decoded.value(0, "network.type")).isEqualTo("ipv6");
        assertThat(decoded.text(1, "destination.ip")).isEqualTo("192.0.2.7");
        assertThat(decoded.value(1, "source.ip")).isNull();
    }

    @Test
    void sampling_announced_by_options_is_said_on_each_flow() {
        byte[] options = new Bytes()
                .u16(300, 4, 8) // four bytes of scope, eight of options
                .u16(1, 4, 48, 1, 50, 4)
                .zeros(2)
                .build();
        byte[] data = new Bytes().u32(0).u8(9).u32(1_000).zeros(3).build();
        byte[] flows =
                new Bytes().ip("10.0.0.1").u8(9).ip("10.0.0.2").u8(8).zeros(2).build();
        Decoded decoded = new Decoded()
                .decode(Bytes.v9(3, 1, 0)
                        .raw(Bytes.set(1, options))
                        .raw(Bytes.set(300, data))
                        .build());
        assertThat(decoded.result).isInstanceOf(ParseResult.Filtered.class);
        decoded.decode(Bytes.v9(3, 2, 0)
                .raw(Bytes.set(0, template(256, 8, 4, 48, 1)))
                .raw(Bytes.set(256, flows))
                .build());
        assertThat(decoded.events).hasSize(2);
        assertThat(decoded.value(0, "netflow.sampling_interval")).isEqualTo(1_000L);
        assertThat(decoded.value(1, "netflow.sampling_interval"))
                .as("of another sampler")
                .isNull();
    }

    @Test
    void what_ecs_has_no_place_for_is_kept_under_its_iana_name() {
        byte[] flow = new Bytes()
                .ip("10.0.0.1")
                .ip("198.51.100.1")
                .u8(64)
                .u32(4_000_000_001L)
                .raw((byte) 2, (byte) 0, (byte) 0, (byte) 0xAB, (byte) 0xCD, (byte) 0xEF)
                .u16(120)
                .u32(99)
                .build();
        Decoded decoded = new Decoded()
                .decode(Bytes.v9(2, 1, 0)
                        .raw(Bytes.set(0, template(256, 8, 4, 225, 4, 53, 1, 17, 4, 56, 6, 58, 2, 999, 4)))
                        .raw(Bytes.set(256, flow))
                        .build());
        assertThat(decoded.text(0, "source.nat.ip")).isEqualTo("198.51.100.1");
        assertThat(decoded.value(0, "netflow.maximum_ttl")).isEqualTo(64L);
        assertThat(decoded.value(0, "destination.as.number")).isEqualTo(4_000_000_001L);
        assertThat(decoded.value(0, "source.mac")).isEqualTo("02-00-00-AB-CD-EF");
        assertThat(decoded.value(0, "network.vlan.id")).isEqualTo("120");
        assertThat(decoded.value(0, "network.bytes")).isNull();
    }

    @Test
    void ipfix_has_enterprise_elements_variable_lengths_both_directions_and_withdrawal() {
        byte[] template = new Bytes()
                .u16(256, 7)
                .u16(8, 4, 12, 4, 1, 4)
                .u16(0x8001, 4)
                .u32(29_305) // reverseOctetDeltaCount
                .u16(371, 65_535, 152, 8, 153, 8)
                .build();
        byte[] flow = new Bytes()
                .ip("10.0.0.1")
                .ip("203.0.113.5")
                .u32(100, 900)
                .u8(5)
                .raw("alice".getBytes(StandardCharsets.US_ASCII))
                .u64(Bytes.EXPORT * 1_000 - 2_500)
                .u64(Bytes.EXPORT * 1_000 - 500)
                .build();
        byte[] longName = new Bytes()
                .ip("10.0.0.2")
                .ip("203.0.113.5")
                .u32(1, 2)
                .u8(255)
                .u16(300)
                .raw(new byte[300])
                .u64(Bytes.EXPORT * 1_000)
                .u64(Bytes.EXPORT * 1_000)
                .build();
        Decoded decoded = new Decoded()
                .decode(Bytes.ipfix(
                        41,
                        3,
                        Bytes.set(2, template),
                        Bytes.set(256, new Bytes().raw(flow).raw(longName).build())));
        assertThat(decoded.reason()).isEmpty();
        assertThat(decoded.events).hasSize(2);
        assertThat(decoded.sequences).containsExactly("3:41+2");
        assertThat(decoded.value(0, "source.bytes")).isEqualTo(100L);
        assertThat(decoded.value(0, "destination.bytes")).isEqualTo(900L);
        assertThat(decoded.value(0, "network.bytes")).isEqualTo(1_000L);
        assertThat(decoded.value(0, "user.name")).isEqualTo("alice");
        assertThat(decoded.value(0, "event.duration")).isEqualTo(2_000_000_000L);
        decoded.decode(Bytes.ipfix(43, 3, Bytes.set(2, new Bytes().u16(256, 0).build())));
        decoded.decode(Bytes.ipfix(43, 3, Bytes.set(256, flow)));
        assertThat(decoded.awaited).containsExactly("3/256");
    }

    @Test
    void a_datagram_cut_anywhere_keeps_its_whole_records_and_says_where_it_broke() {
        byte[] whole = dataDatagram(7, 4);
        for (int length = 2; length < 24 + 4 * RECORD; length++) {
            Decoded decoded = new Decoded().decode(templateDatagram(7)).decode(Arrays.copyOf(whole, length));
            assertThat(decoded.events).as("%d bytes", length).hasSize(Math.max(0, (length - 24) / RECORD));
            if (length != 20 && length > 23) {
                assertThat(decoded.reason()).as("%d bytes", length).contains("ends inside");
            }
        }
    }

    @Test
    void broken_templates_are_named() {
        byte[] noRoom = Bytes.set(0, new Bytes().u16(256, 900, 8, 4).build());
        byte[] noLength = Bytes.set(0, template(256, 8, 0));
        byte[] reserved = Bytes.set(0, template(7, 8, 4));
        assertThat(new Decoded().decode(Bytes.v9(1, 1, 0).raw(noRoom).build()).reason())
                .contains("template 256 says 900 fields");
        assertThat(new Decoded().decode(Bytes.v9(1, 1, 0).raw(noLength).build()).reason())
                .contains("no length");
        assertThat(new Decoded().decode(Bytes.v9(1, 1, 0).raw(reserved).build()).reason())
                .contains("reserved id 7");
        assertThat(new Decoded()
                        .decode(Bytes.v9(1, 1, 0).u16(256, 3, 9).build())
                        .reason())
                .contains("says that it has 3 bytes");
    }

    @Test
    void a_flood_of_tiny_records_is_bounded() {
        Decoded decoded = new Decoded()
                .decode(Bytes.v9(1, 1, 0).raw(Bytes.set(0, template(256, 4, 1))).build())
                .decode(Bytes.v9(1, 1, 0).raw(Bytes.set(256, new byte[60_000])).build());
        assertThat(decoded.events).hasSize(10_000);
        assertThat(decoded.reason()).contains("more than 10000 flows");
    }

    @Test
    void any_value_of_any_element_is_read_without_an_exception() {
        Random random = new Random(5);
        for (int id = 1; id < 480; id++) {
            for (int length : new int[] {1, 2, 3, 4, 6, 8, 16}) {
                byte[] value = new byte[length];
                for (int fill = 0; fill < 4; fill++) {
                    if (fill < 2) {
                        Arrays.fill(value, (byte) -fill);
                    } else {
                        random.nextBytes(value);
                    }
                    byte[] record = new Bytes()
                            .raw(value)
                            .u64(Bytes.EXPORT * 1_000)
                            .u64(0)
                            .raw(value)
                            .build();
                    Decoded decoded = new Decoded()
                            .decode(Bytes.ipfix(
                                    1,
                                    0,
                                    Bytes.set(2, template(256, id, length, 153, 8, 152, 8, 161, length)),
                                    Bytes.set(256, record)));
                    assertThat(decoded.events)
                            .as("element %d of %d bytes", id, length)
                            .hasSize(1);
                }
            }
        }
    }

    @Test
    void flipped_bytes_never_throw() {
        Decoded decoded = new Decoded().decode(templateDatagram(7));
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = random.nextBoolean() ? dataDatagram(7, 3) : templateDatagram(7);
            bytes[1] = (byte) (random.nextBoolean() ? 9 : 10);
            for (int i = 0; i < 6; i++) {
                bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt();
            }
            assertThat(decoded.decode(bytes).result).as("seed %d", seed).isNotNull();
        }
    }
}
