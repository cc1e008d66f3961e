package dev.vedette.host.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with argon2id. The parameters stand in the hash, so that old hashes stay good when these here grow;
 * {@link #isStale} says which ones are to be made anew.
 */
final class Passwords {
    static final int SHORTEST = 12;
    static final int LONGEST = 256;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int ITERATIONS = 2;
    private static final int LENGTH = 32;
    private static final int SALT = 16;
    private static final int LEAST_CHARACTERS = 5; // different ones
    private static final Argon2Function FUNCTION =
            Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, 1, LENGTH, Argon2.ID);

    /** Nobody's: what a password is compared with when there is no such user, so that the time does not tell. */
    private static final String NOBODY = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ITERATIONS + ",p=1$"
            + Base64.getEncoder().withoutPadding().encodeToString(new byte[SALT]) + "$"
            + Base64.getEncoder().withoutPadding().encodeToString(new byte[LENGTH]);

    private final SecureRandom random;

    Passwords(SecureRandom random) {
        this.random = random;
    }

    String hash(String password) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return Password.hash(password).addSalt(salt).with(FUNCTION).getResult();
    }

    /** Takes the same time whether there is a hash or not. */
    boolean check(String password, @Nullable String hash) {
        String against = hash == null ? NOBODY : hash;
        boolean right = Password.check(password, against).with(Argon2Function.getInstanceFromHash(against));
        return right && hash != null;
    }

    /** Whether the hash was made with other parameters than today's. */
    boolean isStale(String hash) {
        return !Argon2Function.getInstanceFromHash(hash).equals(FUNCTION);
    }

    /** A password for once: 80 random bits, easy to read out. */
    String draw() {
        String letters = "abcdefghjkmnpqrstuvwxyz23456789";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append(i > 0 && i % 5 == 0 ? "-" : "").append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    /** What is wrong with a password that somebody chose, or null. */
    static @Nullable String problem(String user, String password) {
        if (password.length() < SHORTEST) {
            return "the password is shorter than " + SHORTEST + " characters; a sentence is easy to remember";
        }
        if (password.length() > LONGEST) {
            return "the password is longer than " + LONGEST + " characters";
        }
        if (user.length() > 2 && password.toLowerCase(Locale.ROOT).contains(user)) {
            return "the password contains the user's name; choose another";
        }
        if (password.chars().distinct().count() < LEAST_CHARACTERS) {
            return "the password has fewer than " + LEAST_CHARACTERS + " different characters; choose another";
        }
        return null;
    }
}
