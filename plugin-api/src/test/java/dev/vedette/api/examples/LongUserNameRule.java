package dev.vedette.api.examples;

import dev.vedette.api.detect.JavaRule;
import dev.vedette.api.detect.RuleContext;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/** Matches when one address has tried three user names of more than 64 characters within ten minutes. */
@Extension
public final class LongUserNameRule implements JavaRule {
    private static final Field USER = Field.of("user.name");
    private static final Field SOURCE = Field.of("source.ip");

    @Override
    public String id() {
        return "0ccf5d32-76fb-4d0b-8e2a-0e1f2b7d5a11";
    }

    @Override
    public String title() {
        return "Overlong user names from one address";
    }

    @Override
    public String level() {
        return "medium";
    }

    @Override
    public List<String> tags() {
        return List.of("attack.t1190");
    }

    @Override
    public @Nullable LogSource logSource() {
        return LogSource.of("authentication", null, null);
    }

    @Override
    public String prefilter() {
        return """
            named: { user.name|exists: true }
            condition: named
            """;
    }

    @Override
    public void evaluate(Event event, RuleContext context) {
        String user = event.text(USER);
        String source = event.text(SOURCE);
        if (user == null || source == null || user.length() <= 64) {
            return;
        }
        if (context.state(source, Duration.ofMinutes(10)).add("tries", 1) >= 3) {
            context.match("three user names of more than 64 characters from " + source, USER, SOURCE);
        }
    }
}
