package dev.vedette.host.detect;

import dev.vedette.api.detect.RuleSource;
import dev.vedette.host.pack.PackId;

/** A rule file and the pack it came in. */
public record RuleText(PackId pack, RuleSource source) {}
