package dev.vedette.host.detect.sigma;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

    private static final Map<String, Modifier> BY_NAME = byName();

    private final String written;
    private final String alias;

    Modifier() {
        this.written = name().toLowerCase(Locale.ROOT);
        this.alias = written;
    }

    Modifier(String written, String alias) {
        this.written = written;
        this.alias = alias;
    }

    private static Map<String, Modifier> byName() {
        Map<String, Modifier> names = new HashMap<>();
        for (Modifier modifier : values()) {
            names.put(modifier.written, modifier);
            names.put(modifier.alias, modifier);
        }
        return Map.copyOf(names);
    }

    static @Nullable Modifier of(String name) {
        return BY_NAME.get(name);
    }

    static Set<String> known() {
        return BY_NAME.keySet();
    }

    /** Its first name, for messages. */
    String written() {
        return written;
    }
}
