package dev.vedette.host.correlate;

import java.util.LinkedHashMap;
import java.util.Map;

/** A {@link Tally} being counted. */
final class TallyBuilder {
    private static final int MAX_VALUES = 50;
    private static final int MAX_TEXT = 256;

    private final Map<String, Tally.Entry> entries = new LinkedHashMap<>();
    private long beyond;

    TallyBuilder(Tally start) {
        start.entries().forEach(entry -> entries.put(entry.value(), entry));
        beyond = start.beyond();
    }

    void add(String seen, String event) {
        String value = seen.length() <= MAX_TEXT ? seen : seen.substring(0, MAX_TEXT);
        Tally.Entry present = entries.get(value);
        if (present != null) {
            entries.put(value, new Tally.Entry(value, present.count() + 1, present.firstEvent()));
        } else if (entries.size() < MAX_VALUES) {
            entries.put(value, new Tally.Entry(value, 1, event));
        } else {
            beyond++;
        }
    }

    Tally done() {
        return new Tally(entries.values().stream().toList(), beyond);
    }
}
