package dev.vedette.api.detect;

import java.util.Objects;

/** The text of a rule file, which may hold several documents, and where it stands. Immutable. */
public final class RuleSource {
    private final String path;
    private final String text;

    private RuleSource(String path, String text) {
        this.path = Objects.requireNonNull(path, "path");
        this.text = Objects.requireNonNull(text, "text");
    }

    /**
     * A file in Sigma's YAML (specification 2.1).
     *
     * @param path names it in messages, for example {@code rules/ssh-brute-force.yml}
     * @param text the YAML
     */
    public static RuleSource sigma(String path, String text) {
        return new RuleSource(path, text);
    }

    /** What names it in messages. */
    public String path() {
        return path;
    }

    /** The YAML. */
    public String text() {
        return text;
    }
}
