package dev.vedette.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    private static IpAddress ip(String text) {
        IpAddress address = IpAddress.parse(text);
        assertThat(address).as(text).isNotNull();
        return address;
    }

    /** The texts of RFC 5952, sections 1, 2 and 4. */
    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8:0:0:1::1, 2001:db8::1:0:0:1",
        "2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8::, 2001:db8::",
        "::, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "fe80::1%eth0, fe80::1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221"
    })
    void ipv6_is_written_as_rfc_5952_wants_it(String text, String canonical) {
        assertThat(ip(text)).hasToString(canonical);
        assertThat(ip(canonical)).isEqualTo(ip(text));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0",
        "010.001.000.009, 10.1.0.9",
        "::ffff:10.0.0.1, 10.0.0.1",
        "::FFFF:0a00:0001, 10.0.0.1"
    })
    void ipv4_and_ipv4_mapped_are_the_same_address(String text, String dotted) {
        assertThat(ip(text)).hasToString(dotted).isEqualTo(ip(dotted)).hasSameHashCodeAs(ip(dotted));
        assertThat(ip(text).isV4()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "256.1.1.1",
                "1.2.3.0004",
                "1..2.3",
                "1.2.3.4 ",
                "a.b.c.d",
                ":::",
                "1:2",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "g::",
                ":1",
                "1:",
                "1:2:3:4:5:6:7:8::",
                "::1.2.3",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "[::1]",
                "10.0.0.0/8",
                "host",
                "٣.1.1.1",
                "%eth0",
                "1.2.3.4%eth0",
                "-1.2.3.4"
            })
    void what_is_no_address_is_null(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @Test
    void a_very_long_text_is_no_address() {
        assertThat(IpAddress.parse("1:".repeat(100_000))).isNull();
    }

    @Test
    void every_address_survives_its_text_and_agrees_with_the_jdk() throws UnknownHostException {
        Random random = new Random(7);
        byte[] bytes = new byte[16];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(bytes);
            for (int zero = random.nextInt(17); zero > 0; zero--) {
                bytes[random.nextInt(16)] = 0;
            }
            IpAddress address = IpAddress.ofBytes(bytes);
            assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
            assertThat(ip(InetAddress.getByAddress(bytes).getHostAddress())).isEqualTo(address);
            assertThat(address.bytes()).isEqualTo(bytes);
        }
    }

    @Test
    void random_text_never_throws() {
        Random random = new Random(11);
        String alphabet = "0123456789abcdefABCDEF::::....%g/ ";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(45); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            IpAddress address = IpAddress.parse(text);
            assertThat(address == null || address.equals(IpAddress.parse(address.toString())))
                    .isTrue();
        }
    }

    @Test
    void a_network_holds_its_own_family_only() {
        assertThat(ip("10.1.2.3").isIn(ip("10.0.0.0"), 8)).isTrue();
        assertThat(ip("11.1.2.3").isIn(ip("10.0.0.0"), 8)).isFalse();
        assertThat(ip("11.1.2.3").isIn(ip("10.0.0.0"), 0)).isTrue();
        assertThat(ip("10.0.0.1").isIn(ip("10.0.0.1"), 32)).isTrue();
        assertThat(ip("2001:db8::1").isIn(ip("2001:db8::"), 32)).isTrue();
        assertThat(ip("2001:db8::1").isIn(ip("2001:db8::"), 127)).isTrue();
        assertThat(ip("2001:db8::2").isIn(ip("2001:db8::"), 127)).isFalse();
        assertThat(ip("10.1.2.3").isIn(ip("::"), 0)).isFalse();
        assertThatThrownBy(() -> ip("10.1.2.3").isIn(ip("10.0.0.0"), 33))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("33");
    }

    @Test
    void addresses_are_ordered_by_their_bits() {
        assertThat(ip("9.255.255.255")).isLessThan(ip("10.0.0.0"));
        assertThat(ip("ffff::")).isGreaterThan(ip("7fff::"));
        assertThat(ip("::1")).isLessThan(ip("0.0.0.0"));
    }

    @Test
    void bytes_of_another_length_are_refused() {
        assertThatThrownBy(() -> IpAddress.ofBytes(new byte[5])).isInstanceOf(IllegalArgumentException.class);
    }
}
