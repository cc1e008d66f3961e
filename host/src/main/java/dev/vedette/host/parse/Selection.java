package dev.vedette.host.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in words why parsers are asked or not. */
final class Selection {
    private Selection() {}

    static String why(
            ParserRegistry registry, ParserEntry entry, @Nullable String bound, @Nullable ParserEntry recognised) {
        String why = bound != null
                ? "the source is bound to it"
                : registry.hasLiterals(entry)
                        ? "one of its literals is in the record; priority " + registry.priority(entry)
                        : "it has no literals, so it is tried when nobody else took the record";
        return bound == null && entry.equals(recognised) ? why + "; the source was recognised as it" : why;
    }

    /** Names the parsers that are not asked at all. */
    static void tell(ParseTrace trace, ParserRegistry registry, List<ParserEntry> candidates, @Nullable String bound) {
        for (ParserEntry entry : registry.entries()) {
            if (!candidates.contains(entry)) {
                trace.rejected(
                        entry.id(),
                        bound != null
                                ? "the source is bound to '" + bound + "'"
                                : "none of its literals is in the record");
            }
        }
    }

    static String unparsed(ParserRegistry registry, List<ParserEntry> candidates, @Nullable String bound) {
        if (bound != null && candidates.isEmpty()) {
            return "the source is bound to the parser '" + bound + "', which no installed pack has";
        }
        if (bound != null) {
            return "the parser '" + bound + "' that the source is bound to did not take it";
        }
        if (registry.entries().isEmpty()) {
            return "no parser is installed";
        }
        return candidates.isEmpty()
                ? "no installed parser knows anything in it"
                : "none of the " + candidates.size() + " parsers asked took it";
    }
}
