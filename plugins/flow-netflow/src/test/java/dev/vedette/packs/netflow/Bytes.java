package dev.vedette.packs.netflow;

import dev.vedette.api.event.IpAddress;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Objects;

/** Builds datagrams by hand. */
final class Bytes {
    /** 2026-01-02T03:04:05Z. */
    static final long EXPORT = 1_767_323_045L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes u8(int value) {
        out.write(value);
        return this;
    }

    Bytes u16(int... values) {
        for (int value : values) {
            u8(value >> 8).u8(value);
        }
        return this;
    }

    Bytes u32(long... values) {
        for (long value : values) {
            u16((int) (value >> 16) & 0xFFFF, (int) value & 0xFFFF);
        }
        return this;
    }

    Bytes u64(long value) {
        return u32(value >>> 32, value);
    }

    Bytes ip(String text) {
        byte[] all = Objects.requireNonNull(IpAddress.parse(text)).bytes();
        return text.contains(":") ? raw(all) : raw(Arrays.copyOfRange(all, 12, 16));
    }

    Bytes raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Bytes zeros(int count) {
        return raw(new byte[count]);
    }

    byte[] build() {
        return out.toByteArray();
    }

    /** A NetFlow v9 header, uptime 1,000 s. */
    static Bytes v9(int count, long sequence, long domain) {
        return new Bytes().u16(9, count).u32(1_000_000, EXPORT, sequence, domain);
    }

    /** A set with its head. */
    static byte[] set(int id, byte[] content) {
        return new Bytes().u16(id, content.length + 4).raw(content).build();
    }

    /** An IPFIX message of sets. */
    static byte[] ipfix(long sequence, long domain, byte[]... sets) {
        Bytes body = new Bytes();
        for (byte[] set : sets) {
            body.raw(set);
        }
        byte[] content = body.build();
        return new Bytes()
                .u16(10, 16 + content.length)
                .u32(EXPORT, sequence, domain)
                .raw(content)
                .build();
    }
}
