package com.example.doors;

import static com.example.doors.DoorParserTest.event;

import dev.vedette.api.detect.JavaRule;
import dev.vedette.api.event.Event;
import dev.vedette.testkit.RuleContract;
import java.util.List;

class TwoPlacesRuleTest extends RuleContract {
    @Override
    protected JavaRule rule() {
        return new TwoPlacesRule();
    }

    @Override
    protected List<List<Event>> matching() {
        return List.of(
                List.of(event("2026-01-01T08:00:00Z", "zurich", "1"), event("2026-01-01T08:09:59Z", "oslo", "1")));
    }

    @Override
    protected List<List<Event>> harmless() {
        return List.of(
                List.of(event("2026-01-01T08:00:00Z", "zurich", "1"), event("2026-01-01T08:10:01Z", "oslo", "1")),
                List.of(event("2026-01-01T08:00:00Z", "zurich", "1"), event("2026-01-01T08:01:00Z", "oslo", "2")),
                List.of(event("2026-01-01T08:00:00Z", "zurich", "1"), event("2026-01-01T08:01:00Z", "zurich", "1")));
    }
}
