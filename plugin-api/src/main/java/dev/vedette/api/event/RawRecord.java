package dev.vedette.api.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver framed: the untouched bytes of one message, datagram or record, when they came and from where.
 * Immutable by agreement: nobody writes into {@link #bytes()}; as long as that holds, thread-safe. Equal only to itself.
 */
public final class RawRecord {
    private final byte[] bytes;
    private final Instant receivedAt;
    private final Origin origin;
    private @Nullable String text;

    /**
     * A record that takes ownership of {@code bytes}: no copy is made, and the caller writes into them no more.
     *
     * @param bytes the payload without its transport framing; may be empty, may be binary
     * @param receivedAt when the receiver got it
     * @param origin where it came from
     */
    public RawRecord(byte[] bytes, Instant receivedAt, Origin origin) {
        this.bytes = Objects.requireNonNull(bytes, "bytes");
        this.receivedAt = Objects.requireNonNull(receivedAt, "receivedAt");
        this.origin = Objects.requireNonNull(origin, "origin");
    }

    /** The payload itself, not a copy: read only. */
    public byte[] bytes() {
        return bytes;
    }

    /** When the receiver got it. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Where it came from. */
    public Origin origin() {
        return origin;
    }

    /**
     * The payload as text: UTF-8 where it is that (a leading byte-order mark removed), otherwise ISO 8859-1, so that no
     * byte is lost. Decoded at the first call.
     */
    public String text() {
        String decoded = text;
        if (decoded == null) {
            decoded = decode(bytes);
            text = decoded; // a race here decodes twice, to equal strings
        }
        return decoded;
    }

    private static String decode(byte[] bytes) {
        int from = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        String lenient = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        if (lenient.indexOf('\uFFFD') < 0) {
            return lenient;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
