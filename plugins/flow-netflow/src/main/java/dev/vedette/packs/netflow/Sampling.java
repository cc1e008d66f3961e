package dev.vedette.packs.netflow;

import dev.vedette.api.flow.TemplateStore;

/**
 * How many packets stand for one that was counted. Exporters say it in the record, or once in an options record, by
 * sampler or for all; the latter is kept beside the templates under ids that no template can have.
 */
final class Sampling {
    private static final int KEPT = 0x1_0000;

    private final TemplateStore kept;
    private final long domain;
    private long sampler;
    private long interval;
    private long space;

    Sampling(TemplateStore kept, long domain) {
        this.kept = kept;
        this.domain = domain;
    }

    void begin() {
        sampler = 0;
        interval = 0;
        space = 0;
    }

    void take(int id, byte[] data, int at, int length) {
        if (length > 8) {
            return;
        }
        switch (id) {
            // samplerId
            // selectorId
            case 48, 302 -> sampler = Bits.number(data, at, length);
            // samplingInterval
            // samplerRandomInterval
            case 34, 50 -> interval = Bits.number(data, at, length);
            // samplingPacketInterval: so many in a row are taken...
            case 305 -> interval = Math.max(1, Bits.number(data, at, length));
            // ...and then so many left out
            case 306 -> space = Bits.number(data, at, length);
            default -> {}
        }
    }

    /** The record was one of options: what it says holds from now on. */
    void keep() {
        long rate = rate();
        if (rate > 0) {
            byte[] bytes = new byte[8];
            for (int i = 0; i < 8; i++) {
                bytes[i] = (byte) (rate >>> (56 - 8 * i));
            }
            kept.put(domain, KEPT | (int) (sampler & 0xFFFF), bytes);
        }
    }

    private long rate() {
        return space > 0 && interval > 0 ? (interval + space) / interval : interval;
    }

    /** For the record just read; 0 where nobody said. */
    long interval() {
        if (interval > 0) {
            return rate();
        }
        byte[] bytes = kept.get(domain, KEPT | (int) (sampler & 0xFFFF));
        if (bytes == null && sampler != 0) {
            bytes = kept.get(domain, KEPT);
        }
        return bytes == null || bytes.length != 8 ? 0 : Bits.number(bytes, 0, 8);
    }
}
