package dev.vedette.host.query.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All functions by their names, in any case. Some have several, for people who come from other languages. */
final class Functions {
    private static final Map<String, Definition> BY_NAME = new TreeMap<>();

    static {
        TextFunctions.addTo(BY_NAME);
        NumberFunctions.addTo(BY_NAME);
        TimeFunctions.addTo(BY_NAME);
        AddressFunctions.addTo(BY_NAME);
        LogicFunctions.addTo(BY_NAME);
    }

    private Functions() {}

    static @Nullable Definition find(String name) {
        return BY_NAME.get(name.toLowerCase(Locale.ROOT));
    }

    /** Their names, for a question what may have been meant. */
    static List<String> names() {
        return new ArrayList<>(BY_NAME.keySet());
    }
}
