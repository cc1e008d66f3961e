package dev.vedette.host.detect;

import dev.vedette.api.detect.RuleSource;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.pack.PackId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Events and rules for tests, in few words. */
final class Events {
    static final PackId PACK = new PackId("test.pack", "1.0.0");
    static final LogSource TEST = LogSource.of(null, "test", null);
    static final Instant NOON = Instant.parse("2024-05-06T12:00:00Z");

    private Events() {}

    static EventDraft draft(String raw) {
        return new EventDraft(new RawRecord(
                raw.getBytes(StandardCharsets.UTF_8),
                NOON,
                Origin.of("acme", "test").build()));
    }

    /** An event of product "test": names and values in turn, no raw text. A list becomes several values. */
    static Event of(Object... namesAndValues) {
        EventDraft draft = draft("").logSource(TEST).set(Field.of("marker"), "x");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Field field = Field.of((String) namesAndValues[i]);
            if (namesAndValues[i + 1] instanceof List<?> list) {
                draft.setAll(field, list);
            } else {
                draft.set(field, namesAndValues[i + 1]);
            }
        }
        return draft.freeze().getFirst();
    }

    static Event raw(String text) {
        return draft(text).logSource(TEST).set(Field.of("marker"), "x").freeze().getFirst();
    }

    /** A rule for product "test" around a detection block. */
    static String rule(String detection) {
        return "title: A rule\nid: 11111111-2222-4333-8444-555555555555\nlogsource:\n  product: test\ndetection:\n"
                + detection.indent(2);
    }

    static RuleText text(String path, String yaml) {
        return new RuleText(PACK, RuleSource.sigma(path, yaml));
    }

    static RuleSet set(String... rules) {
        List<RuleText> texts = new java.util.ArrayList<>();
        for (int i = 0; i < rules.length; i++) {
            texts.add(text("rules/" + i + ".yml", rules[i]));
        }
        return RuleSet.compile(texts, FieldResolution.standard());
    }

    /** Whether a detection block, its condition {@code selection} unless it has one, matches. */
    static boolean matches(String detection, Event event) {
        String whole = detection.contains("condition:") ? detection : detection + "\ncondition: selection";
        RuleSet set = set(rule(whole));
        if (!set.refused().isEmpty()) {
            throw new IllegalArgumentException(set.refused().toString());
        }
        return !set.matcher().evaluate(event).isEmpty();
    }
}
