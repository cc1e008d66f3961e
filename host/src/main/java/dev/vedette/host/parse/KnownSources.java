package dev.vedette.host.parse;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the sources seen last were recognised as. Bounded: the source unheard for longest is forgotten. */
final class KnownSources {
    private final Map<SourceKey, Known> known;

    KnownSources(int most) {
        known = new LinkedHashMap<>(256, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<SourceKey, Known> eldest) {
                return size() > most;
            }
        };
    }

    private static final class Known {
        @Nullable
        ParserEntry parser;

        boolean lastUnparsed;
    }

    @Nullable
    ParserEntry parser(SourceKey source) {
        Known state = known.get(source);
        return state == null ? null : state.parser;
    }

    void understood(SourceKey source, ParserEntry parser) {
        Known state = known.computeIfAbsent(source, key -> new Known());
        state.parser = parser;
        state.lastUnparsed = false;
    }

    void unparsed(SourceKey source) {
        Known state = known.get(source);
        if (state != null) {
            state.lastUnparsed = true;
        }
    }

    /** Other parsers are in force: forgets sources whose last record nobody read and those whose parser is gone. */
    void swap(ParserRegistry registry) {
        known.values().removeIf(state -> {
            ParserEntry parser = state.parser;
            state.parser = parser == null || state.lastUnparsed ? null : registry.byId(parser.id());
            return state.parser == null;
        });
    }
}
