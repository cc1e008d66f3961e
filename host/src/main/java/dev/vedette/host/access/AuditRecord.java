package dev.vedette.host.access;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry in its place of the chain.
 *
 * @param number 1, 2, 3 and so on, without a gap
 * @param previous hash of the record before; of the first one: 64 zeros
 * @param hash of the previous hash and all of this record, SHA-256 in hexadecimal
 */
public record AuditRecord(long number, AuditEntry entry, String previous, String hash) {
    static final String NONE = "0".repeat(64);

    /** The record that comes after a record, or the first where there is none. */
    static AuditRecord after(@Nullable AuditRecord last, AuditEntry entry) {
        long number = last == null ? 1 : last.number + 1;
        String previous = last == null ? NONE : last.hash;
        return new AuditRecord(number, entry, previous, hash(number, entry, previous));
    }

    /** Whether it is as it was written, and the one that comes after the other. */
    boolean follows(@Nullable AuditRecord last) {
        return equals(after(last, entry));
    }

    /** Every part with its length before it: no two records are written the same. */
    private static String hash(long number, AuditEntry entry, String previous) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            put(out, previous);
            out.writeLong(number);
            out.writeLong(entry.when().toEpochMilli());
            put(out, entry.who());
            put(out, entry.action().label());
            out.writeBoolean(entry.client() != null);
            put(out, entry.client() == null ? "" : entry.client());
            for (Map.Entry<String, String> detail : entry.detail().entrySet()) {
                put(out, detail.getKey());
                put(out, detail.getValue());
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void put(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
