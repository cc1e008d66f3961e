package dev.vedette.api.intel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorTest {
    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

    private static Indicator.Builder of(Indicator.Type type, String value) {
        return Indicator.of("id", type, value)
                .confidence(50)
                .tlp(Indicator.Tlp.AMBER)
                .valid(NOW, NOW.plusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({
        "IP, ' 2001:DB8::0:1 ', 2001:db8::1",
        "NETWORK, 10.0.0.0/8, 10.0.0.0/8",
        "DOMAIN, Evil.Example., evil.example",
        "URL, https://evil.example/A?b, https://evil.example/A?b",
        "EMAIL, A@Evil.Example, a@evil.example",
        "MD5, D41D8CD98F00B204E9800998ECF8427E, d41d8cd98f00b204e9800998ecf8427e"
    })
    void a_value_takes_the_form_in_which_it_is_compared(Indicator.Type type, String value, String normal) {
        assertThat(of(type, value).build().value()).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({
        "IP, evil.example",
        "NETWORK, 10.0.0.0",
        "NETWORK, 10.0.0.0/33",
        "NETWORK, 10.0.0.0/-1",
        "DOMAIN, 10.0.0.1",
        "DOMAIN, localhost",
        "DOMAIN, 'a b.example'",
        "URL, evil.example",
        "EMAIL, nobody",
        "SHA256, d41d8cd98f00b204e9800998ecf8427e",
        "SHA1, zz39a3ee5e6b4b0d3255bfef95601890afd80709"
    })
    void a_value_of_another_type_is_refused(Indicator.Type type, String value) {
        assertThatThrownBy(() -> of(type, value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void without_confidence_tlp_and_validity_there_is_no_indicator() {
        assertThatThrownBy(() -> Indicator.of("x", Indicator.Type.IP, "::1").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("confidence(), tlp() and valid()");
        assertThatThrownBy(() -> of(Indicator.Type.IP, "::1").confidence(101))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(Indicator.Type.IP, "::1").valid(NOW, NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(of(Indicator.Type.IP, "::1").build()).hasToString("Indicator[id, IP]");
    }
}
