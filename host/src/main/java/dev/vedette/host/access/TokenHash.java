package dev.vedette.host.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a token: all that the host keeps of it. A plain hash is enough because a token is random, 256 bit,
 * and not a password that somebody thought of.
 */
record TokenHash(String hex) {
    static final String PREFIX = "vedette_";

    private static final String HASHED = "sha256:";
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int LEAST = 24; // characters of a clear token: what is shorter was not drawn at random

    TokenHash {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits in lower case");
        }
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** A new random token, in clear. */
    static String draw(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return PREFIX + HexFormat.of().formatHex(bytes);
    }

    static TokenHash of(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new TokenHash(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The hash of a secret in the configuration, which is the clear token or its hash. */
    static TokenHash ofConfigured(String id, String secret) {
        if (secret.startsWith(HASHED)) {
            String hex = secret.substring(HASHED.length());
            if (!HEX.matcher(hex).matches()) {
                throw new IllegalArgumentException("access.tokens: token '" + id
                        + "': after 'sha256:' stand the 64 hexadecimal digits that 'printf %s TOKEN |"
                        + " sha256sum' prints");
            }
            return new TokenHash(hex);
        }
        if (secret.length() < LEAST) {
            throw new IllegalArgumentException("access.tokens: token '" + id + "' is shorter than " + LEAST
                    + " characters; draw one with 'openssl rand -hex 32'");
        }
        return of(secret);
    }

    /** Compares in a time that says nothing about where two hashes differ. */
    boolean matches(TokenHash other) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
    }
}
