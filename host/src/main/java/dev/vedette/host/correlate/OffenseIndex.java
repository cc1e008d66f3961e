package dev.vedette.host.correlate;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.host.detect.Finding;
import dev.vedette.host.detect.RuleInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which offense a finding belongs to. A rule may name its index field; for one that does not, the first of
 * {@code source.ip}, {@code host.name}, {@code host.hostname}, {@code user.name} counts that the event has. No value,
 * no offense.
 */
final class OffenseIndex {
    private static final List<Field> USUAL =
            List.of(Field.of("source.ip"), Field.of("host.name"), Field.of("host.hostname"), Field.of("user.name"));
    private static final int MAX_VALUE = 1000;

    private OffenseIndex() {}

    static @Nullable OffenseKey of(Finding finding) {
        RuleInfo rule = finding.rule();
        Field named = rule.offenseIndex();
        for (Field field : named == null ? USUAL : List.of(named)) {
            OffenseKey key = key(finding.event(), field);
            if (key != null) {
                return key;
            }
        }
        return null;
    }

    private static @Nullable OffenseKey key(Event event, Field field) {
        String value = event.text(field);
        if (value == null || value.isBlank()) {
            return null;
        }
        // Very long values stay apart by their hash without filling lists and indexes.
        String kept = value.length() <= MAX_VALUE
                ? value
                : value.substring(0, MAX_VALUE) + "..." + Integer.toHexString(value.hashCode());
        return new OffenseKey(event.raw().origin().client(), field.name(), kept);
    }
}
