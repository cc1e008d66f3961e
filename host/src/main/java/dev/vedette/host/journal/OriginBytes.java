package dev.vedette.host.journal;

import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An origin as bytes, and back. The journal writes one per record, the store one per distinct origin. Version 1: a byte
 * of flags saying which optional parts are there, then client, receiver and those parts; a text is its length (7 bits
 * per byte, low ones first) and UTF-8.
 */
public final class OriginBytes {
    private static final int SENDER = 1;
    private static final int TOKEN = 2;
    private static final int PATH = 4;
    private static final int PARSER = 8;
    private static final int SOURCE = 16;
    private static final int ENVELOPE = 32;

    private byte[] bytes;
    private int at;

    private OriginBytes(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** The bytes that stand for an origin; equal origins give equal bytes. */
    public static byte[] of(Origin origin) {
        OriginBytes out = new OriginBytes(new byte[64], 1);
        out.write(origin.client());
        out.write(origin.receiver());
        IpAddress sender = origin.sender();
        int flags = 0;
        if (sender != null) {
            flags |= SENDER;
            out.write(sender.bytes());
        }
        flags |= out.writeOptional(TOKEN, origin.token());
        flags |= out.writeOptional(PATH, origin.path());
        flags |= out.writeOptional(PARSER, origin.parser());
        Origin derived = Origin.of(origin.client(), origin.receiver())
                .sender(sender)
                .path(origin.path())
                .build();
        if (!derived.source().equals(origin.source())) {
            flags |= out.writeOptional(SOURCE, origin.source());
        }
        flags |= out.writeOptional(ENVELOPE, origin.envelope());
        out.bytes[0] = (byte) flags;
        return Arrays.copyOf(out.bytes, out.at);
    }

    /**
     * The origin that some bytes stand for.
     *
     * @throws IllegalArgumentException if they stand for none
     */
    public static Origin read(byte[] bytes, int offset, int length) {
        try {
            OriginBytes in = new OriginBytes(Arrays.copyOfRange(bytes, offset, offset + length), 1);
            int flags = in.bytes[0];
            Origin.Builder origin = Origin.of(in.text(), in.text());
            if ((flags & SENDER) != 0) {
                origin.sender(IpAddress.ofBytes(in.bytes, in.at, 16));
                in.at += 16;
            }
            return origin.token((flags & TOKEN) == 0 ? null : in.text())
                    .path((flags & PATH) == 0 ? null : in.text())
                    .parser((flags & PARSER) == 0 ? null : in.text())
                    .source((flags & SOURCE) == 0 ? null : in.text())
                    .envelope((flags & ENVELOPE) == 0 ? null : in.text())
                    .build();
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the bytes of an origin end too early", e);
        }
    }

    private int writeOptional(int flag, @Nullable String text) {
        if (text == null) {
            return 0;
        }
        write(text);
        return flag;
    }

    private void write(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int length = utf8.length;
        room(5);
        while (length > 0x7F) {
            bytes[at++] = (byte) ((length & 0x7F) | 0x80);
            length >>>= 7;
        }
        bytes[at++] = (byte) length;
        write(utf8);
    }

    private void write(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, at, more.length);
        at += more.length;
    }

    private void room(int more) {
        if (at + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, (at + more) * 2);
        }
    }

    private String text() {
        int length = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            length |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0 && shift < 35);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }
}
