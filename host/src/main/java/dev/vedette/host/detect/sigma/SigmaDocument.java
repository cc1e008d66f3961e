package dev.vedette.host.detect.sigma;

import dev.vedette.host.yaml.YamlNode.Place;
import org.jspecify.annotations.Nullable;

/** What one YAML document turned out to be. */
public sealed interface SigmaDocument {
    /** A rule, wholly understood. */
    record Accepted(SigmaRule rule) implements SigmaDocument {}

    /**
     * Not used, and why.
     *
     * @param ruleId the document's id if it could be read
     * @param reason one sentence that names what is wrong or not supported, and what would be right
     */
    record Refused(@Nullable String ruleId, Place place, String reason) implements SigmaDocument {}
}
