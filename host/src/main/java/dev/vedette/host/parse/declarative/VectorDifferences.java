package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.LogSource;
import dev.vedette.api.parse.GuardedPattern;
import dev.vedette.host.parse.ParseOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** Compares what came out with what a vector expects, in words. */
final class VectorDifferences {
    /** What the host sets by itself, so that a strict vector need not name it. */
    private static final Set<Field> OF_HOST = Set.of(
            HostFields.PARSER_ID,
            HostFields.PARSER_VERSION,
            HostFields.KIND,
            Field.of("event.module"),
            Field.of("event.dataset"));

    private VectorDifferences() {}

    static List<String> of(ParserVector vector, List<ParseOutcome> outcomes, List<Event> events, List<String> trace) {
        List<String> found = new ArrayList<>();
        boolean elsewhere = false;
        for (ParseOutcome outcome : outcomes) {
            if (vector.kind() == ParserVector.Kind.UNPARSED && isByAnother(vector, outcome)) {
                elsewhere =
                        true; // not its own, which is what the vector says; whose it is depends on what is installed
                continue;
            }
            String wrong = wrongKind(vector, outcome);
            if (!wrong.isEmpty()) {
                found.add(wrong);
                found.addAll(trace);
                return found;
            }
        }
        if (elsewhere) {
            return found;
        }
        int expectedEvents = vector.kind() == ParserVector.Kind.DROPPED ? 0 : vector.events();
        if (events.size() != expectedEvents) {
            found.add(expectedEvents + " event(s) expected, " + events.size() + " came out");
        }
        if (!events.isEmpty()) {
            fields(vector, events.get(0), found);
        }
        return found;
    }

    private static boolean isByAnother(ParserVector vector, ParseOutcome outcome) {
        return switch (outcome) {
            case ParseOutcome.Understood understood ->
                !by(vector, understood.parser().id()).isEmpty();
            case ParseOutcome.Broken broken -> !by(vector, broken.parser().id()).isEmpty();
            case ParseOutcome.Filtered filtered ->
                !by(vector, filtered.parser().id()).isEmpty();
            case ParseOutcome.Unparsed unparsed -> false;
        };
    }

    private static String wrongKind(ParserVector vector, ParseOutcome outcome) {
        String was = switch (outcome) {
            case ParseOutcome.Understood understood ->
                vector.kind() == ParserVector.Kind.EVENT
                        ? by(vector, understood.parser().id())
                        : "parsed by " + understood.parser().id();
            case ParseOutcome.Broken broken ->
                vector.kind() == ParserVector.Kind.PIPELINE_ERROR
                        ? by(vector, broken.parser().id())
                        : "broken (" + broken.reason() + ")";
            case ParseOutcome.Unparsed unparsed ->
                vector.kind() == ParserVector.Kind.UNPARSED ? "" : "unparsed (" + unparsed.reason() + ")";
            case ParseOutcome.Filtered filtered ->
                vector.kind() == ParserVector.Kind.DROPPED
                        ? by(vector, filtered.parser().id())
                        : "dropped (" + filtered.reason() + ")";
        };
        return was.isEmpty() ? "" : vector.kind() + " by " + vector.parser() + " expected, but it was " + was;
    }

    private static String by(ParserVector vector, String parser) {
        return parser.equals(vector.parser()) ? "" : "taken by " + parser;
    }

    private static void fields(ParserVector vector, Event event, List<String> found) {
        for (Map.Entry<Field, List<String>> entry : vector.expected().entrySet()) {
            List<Object> values = event.values(entry.getKey());
            List<String> expected = entry.getValue();
            boolean equal = values.size() == expected.size();
            for (int i = 0; equal && i < expected.size(); i++) {
                equal = matches(expected.get(i), values.get(i));
            }
            if (!equal) {
                found.add(entry.getKey() + ": expected " + shown(expected) + ", "
                        + (values.isEmpty() ? "is not there" : "was " + shown(values)));
            }
        }
        for (Field field : vector.absent()) {
            if (event.has(field)) {
                found.add(field + ": must be absent, was " + shown(event.values(field)));
            }
        }
        for (LogSource source : vector.logSources()) {
            if (event.logSources().stream().noneMatch(own -> own.satisfies(source))) {
                found.add("log source " + source + " expected, it has " + event.logSources());
            }
        }
        if (vector.strict()) {
            for (int i = 0; i < event.size(); i++) {
                Field field = event.field(i);
                if (!vector.expected().containsKey(field) && !OF_HOST.contains(field)) {
                    found.add(field + ": not expected (strict), was " + shown(event.values(field)));
                }
            }
        }
    }

    private static String shown(List<?> values) {
        return values.size() == 1 ? String.valueOf(values.get(0)) : values.toString();
    }

    private static boolean matches(String expected, Object value) {
        if (expected.length() > 2
                && expected.startsWith("/")
                && expected.endsWith("/")
                && value instanceof String text) {
            try {
                if (GuardedPattern.of(expected.substring(1, expected.length() - 1))
                        .finds(text)) {
                    return true;
                }
            } catch (PatternSyntaxException e) {
                return expected.equals(value); // a path
            }
        }
        return Literal.of(expected).equalTo(value);
    }
}
