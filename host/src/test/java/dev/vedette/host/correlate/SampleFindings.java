package dev.vedette.host.correlate;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.detect.Finding;
import dev.vedette.host.detect.RuleInfo;
import dev.vedette.host.pack.PackId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Findings for tests that need some without a rule engine. */
public final class SampleFindings {
    private SampleFindings() {}

    public static RuleInfo rule(String id, String level, @Nullable String index, String... tags) {
        List<String> techniques = java.util.Arrays.stream(tags)
                .filter(tag -> tag.startsWith("attack.t1"))
                .map(tag -> tag.substring("attack.".length()).toUpperCase(java.util.Locale.ROOT))
                .toList();
        return new RuleInfo(
                id,
                "Title of " + id,
                level,
                RuleInfo.severityOf(level),
                null,
                "",
                "a test",
                null,
                List.of(tags),
                techniques,
                null,
                new PackId("dev.vedette.test", "1.0.0"),
                "rules/" + id + ".yml",
                "",
                index == null ? null : Field.of(index),
                List.of(),
                Set.of());
    }

    public static Event event(String client, String id, Instant time, Map<String, String> fields) {
        EventDraft draft = new EventDraft(
                new RawRecord(new byte[0], time, Origin.of(client, "test").build()));
        draft.set(Event.ID, id).timestamp(time);
        fields.forEach((name, value) -> draft.setText(Field.of(name), value));
        return draft.freeze().get(0);
    }

    public static Finding finding(RuleInfo rule, Event event) {
        return new Finding(rule, event, List.of(), "because");
    }
}
