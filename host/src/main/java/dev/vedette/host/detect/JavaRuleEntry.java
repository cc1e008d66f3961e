package dev.vedette.host.detect;

import dev.vedette.api.detect.JavaRule;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackId;

/**
 * A rule in Java and how it is called.
 *
 * @param plugin the handle under which the guard counts its calls and faults
 */
public record JavaRuleEntry(JavaRule rule, PackGuard.Plugin plugin, PackId pack) {}
