package dev.vedette.host.correlate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why an offense was closed: the {@code use-case-applicability} vocabulary of the MISP taxonomies. */
public enum CloseReason {
    ANNOUNCED_ACTION("announced-administrative/user-action", false),
    UNANNOUNCED_ACTION("unannounced-administrative/user-action", true),
    LOG_MANAGEMENT_ERROR("log-management-rule-configuration-error", false),
    DETECTION_DEVICE_ERROR("detection-device/rule-configuration-error", false),
    BAD_PATTERN_VALUE("bad-IOC/rule-pattern-value", false),
    TEST_ALERT("test-alert", false),
    CONFIRMED_ATTACK("confirmed-attack-with-IR-actions", true),
    CONFIRMED_ATTEMPT("confirmed-attack-attempt-without-IR-actions", true);

    private final String word;
    private final boolean truePositive;

    CloseReason(String word, boolean truePositive) {
        this.word = word;
        this.truePositive = truePositive;
    }

    /** The word of the vocabulary, which users write and read. */
    public String word() {
        return word;
    }

    /** Whether the offense told of something that really was not as it should be. */
    public boolean isTruePositive() {
        return truePositive;
    }

    /** The reason of this word, or null. */
    public static @Nullable CloseReason ofWord(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word.equalsIgnoreCase(word))
                .findFirst()
                .orElse(null);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(CloseReason::word).toList();
    }
}
