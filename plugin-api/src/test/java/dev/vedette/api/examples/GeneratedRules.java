package dev.vedette.api.examples;

import dev.vedette.api.detect.DetectionRuleProvider;
import dev.vedette.api.detect.RuleSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.pf4j.Extension;

/** Makes one Sigma rule for each of a list of user names that nobody should use any more. */
@Extension
public final class GeneratedRules implements DetectionRuleProvider {
    private static final List<String> RETIRED = List.of("oracle", "ftp");

    @Override
    public List<RuleSource> rules() {
        return RETIRED.stream()
                .map(user -> RuleSource.sigma("generated/" + user + ".yml", """
                    title: Login of the retired user %1$s
                    id: %2$s
                    level: medium
                    logsource: { category: authentication, product: acme }
                    detection:
                      login: { user.name: %1$s }
                      condition: login
                    """.formatted(
                                user, UUID.nameUUIDFromBytes(user.getBytes(StandardCharsets.UTF_8)))))
                .toList();
    }
}
