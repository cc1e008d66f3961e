package dev.vedette.host.detect.sigma;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What may stand after a field's name. */
enum Modifier {
    ALL,
    NEQ,
    CASED,
    EXISTS,
    CONTAINS,
    STARTSWITH,
    ENDSWITH,
    RE,
    IGNORE_CASE("i", "ignorecase"),
    MULTI_LINE("m", "multiline"),
    DOT_ALL("s", "dotall"),
    CIDR,
    LT,
    LTE,
    GT,
    GTE,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR,
    BASE64,
    BASE64OFFSET,
    WIDE("wide", "utf16le"),
    UTF16BE,
    UTF16,
    WINDASH,
    FIELDREF,
    EXPAND;

    private static final Map<String, Modifier> BY_NAME = Arrays.stream(values())
            .flatMap(modifier -> modifier.names.stream().map(name -> Map.entry(name, modifier)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final List<String> names;

    Modifier(String... names) {
        this.names = names.length == 0 ? List.of(name().toLowerCase(Locale.ROOT)) : List.of(names);
    }

    static @Nullable Modifier of(String name) {
        return BY_NAME.get(name);
    }

    static Iterable<String> known() {
        return BY_NAME.keySet();
    }

    /** Its first name, for messages. */
    String written() {
        return names.getFirst();
    }
}
