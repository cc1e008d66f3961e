package dev.vedette.host.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WatermarkTest {
    @Test
    void it_stands_at_the_oldest_batch_that_is_not_finished() {
        Watermark watermark = new Watermark(100);
        assertThat(watermark.position()).isEqualTo(100);
        watermark.began(100, 130, 3); // records at 100, 110, 120
        watermark.began(130, 140, 1);
        watermark.settled(130);
        assertThat(watermark.position()).isEqualTo(100);
        watermark.settled(120);
        watermark.settled(100);
        assertThat(watermark.position()).isEqualTo(100);
        watermark.settled(110);
        assertThat(watermark.position()).isEqualTo(140);
    }

    @Test
    void a_record_cannot_end_without_having_come() {
        assertThatThrownBy(() -> new Watermark(0).settled(5)).isInstanceOf(IllegalStateException.class);
    }
}
