package com.example.doors;

import dev.vedette.api.detect.JavaRule;
import dev.vedette.api.detect.KeyedState;
import dev.vedette.api.detect.RuleContext;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.LogSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/** Matches when a badge is used at two sites within ten minutes. */
@Extension
public final class TwoPlacesRule implements JavaRule {
    private static final Duration TRAVEL = Duration.ofMinutes(10);

    @Override
    public String id() {
        return "c1f7b0c5-2f7c-4c2b-9f6e-2a4a5b8f7d10";
    }

    @Override
    public String title() {
        return "One badge at two sites within ten minutes";
    }

    @Override
    public String level() {
        return "high";
    }

    @Override
    public List<String> tags() {
        return List.of("attack.t1078");
    }

    @Override
    public @Nullable LogSource logSource() {
        return DoorParser.DOORS;
    }

    @Override
    public String prefilter() {
        return """
            opened:
              event.outcome: success
            condition: opened
            """;
    }

    @Override
    public void evaluate(Event event, RuleContext context) {
        String badge = event.text(DoorParser.BADGE);
        String site = event.text(DoorParser.SITE);
        if (badge == null || site == null || site.length() > 40) {
            return;
        }
        KeyedState state = context.state(badge, TRAVEL);
        String before = state.get("site");
        String at = state.get("at");
        if (before != null && at != null && !before.equals(site)) {
            Duration apart =
                    Duration.between(Instant.parse(at), event.timestamp()).abs();
            if (apart.compareTo(TRAVEL) <= 0) {
                context.match(
                        "badge " + badge + " was at " + before + " " + apart.toSeconds() + " s before it was at "
                                + site,
                        DoorParser.BADGE,
                        DoorParser.SITE);
            }
        }
        state.put("site", site);
        state.put("at", event.timestamp().toString());
    }
}
