package dev.vedette.host.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrometheusTextTest {
    @Test
    void labels_are_escaped_and_a_metric_is_announced_once() {
        String text = new PrometheusText()
                .counter("a_total", "things", 3)
                .counter("a_total", "things", 0.5, "pack", "a\"b\\c\nd", "version", "1")
                .toString();
        assertThat(text)
                .isEqualTo("# HELP a_total things\n# TYPE a_total counter\na_total 3\n"
                        + "a_total{pack=\"a\\\"b\\\\c\\nd\",version=\"1\"} 0.5\n");
    }
}
