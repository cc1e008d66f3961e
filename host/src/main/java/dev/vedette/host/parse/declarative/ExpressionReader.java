package dev.vedette.host.parse.declarative;

import dev.vedette.api.parse.GuardedPattern;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compiles a {@code when}. Recursive descent over {@code or}, {@code and}, {@code not}, comparison. */
final class ExpressionReader {
    private static final Set<String> WORDS =
            Set.of("and", "or", "not", "in", "contains", "startswith", "endswith", "matches", "exists", "absent");
    private static final int MAX_DEPTH = 50;

    private final Scope scope;
    private final YamlNode at;
    private final ExpressionTokens tokens;
    private int depth;

    private ExpressionReader(Scope scope, YamlNode at, String text) throws YamlException {
        this.scope = scope;
        this.at = at;
        this.tokens = new ExpressionTokens(at, text);
    }

    static Step.Guard read(Scope scope, YamlNode at) throws YamlException {
        ExpressionReader reader = new ExpressionReader(scope, at, at.asText("when"));
        Part part = reader.or();
        if (!reader.tokens.atEnd()) {
            throw reader.tokens.error("'and', 'or' or the end is expected");
        }
        return new Step.Guard(part.condition, part.place, part.values, part.rest);
    }

    /** A condition and, where it begins with the value of one name, how it divides. */
    private record Part(
            Condition condition,
            @Nullable Place place,
            List<String> values,
            @Nullable Condition rest) {
        static Part of(Condition condition) {
            return new Part(condition, null, List.of(), null);
        }
    }

    private Part or() throws YamlException {
        if (++depth > MAX_DEPTH) {
            throw tokens.error("nested deeper than " + MAX_DEPTH);
        }
        Part first = and();
        if (!tokens.is("or")) {
            depth--;
            return first;
        }
        List<Condition> all = new ArrayList<>(List.of(first.condition));
        while (tokens.accept("or")) {
            all.add(and().condition);
        }
        depth--;
        return Part.of(Condition.any(all));
    }

    private Part and() throws YamlException {
        Part first = not();
        if (!tokens.is("and")) {
            return first;
        }
        List<Condition> rest = new ArrayList<>();
        while (tokens.accept("and")) {
            rest.add(not().condition);
        }
        Condition behind = Condition.all(rest);
        Condition head = first.condition;
        if (first.place == null) {
            return Part.of(frame -> head.test(frame) && behind.test(frame));
        }
        Condition ownRest = first.rest;
        return new Part(
                frame -> head.test(frame) && behind.test(frame),
                first.place,
                first.values,
                ownRest == null ? behind : frame -> ownRest.test(frame) && behind.test(frame));
    }

    private Part not() throws YamlException {
        if (tokens.accept("not")) {
            if (++depth > MAX_DEPTH) {
                throw tokens.error("nested deeper than " + MAX_DEPTH);
            }
            Condition inner = not().condition;
            depth--;
            return Part.of(frame -> !inner.test(frame));
        }
        if (tokens.accept("(")) {
            Part inner = or();
            tokens.expect(")");
            return inner;
        }
        if (tokens.accept("exists")) {
            boolean bracket = tokens.accept("(");
            Place place = scope.place(at, tokens.name());
            if (bracket) {
                tokens.expect(")");
            }
            return Part.of(frame -> place.get(frame) != null);
        }
        return comparison();
    }

    private Part comparison() throws YamlException {
        Place place = scope.place(at, tokens.name());
        if (tokens.accept("==")) {
            return oneOf(place, List.of(literal()));
        }
        if (tokens.accept("!=")) {
            Condition equal = oneOf(place, List.of(literal())).condition;
            return Part.of(frame -> !equal.test(frame));
        }
        if (tokens.accept("in")) {
            return oneOf(place, literals());
        }
        if (tokens.accept("not")) {
            tokens.expect("in");
            Condition in = oneOf(place, literals()).condition;
            return Part.of(frame -> !in.test(frame));
        }
        if (tokens.accept("exists")) {
            return Part.of(frame -> place.get(frame) != null);
        }
        if (tokens.accept("absent")) {
            return Part.of(frame -> place.get(frame) == null);
        }
        if (tokens.accept("contains")) {
            String part = constant();
            return each(place, value -> value.toString().contains(part));
        }
        if (tokens.accept("startswith")) {
            String part = constant();
            return each(place, value -> value.toString().startsWith(part));
        }
        if (tokens.accept("endswith")) {
            String part = constant();
            return each(place, value -> value.toString().endsWith(part));
        }
        if (tokens.accept("matches")) {
            GuardedPattern pattern = tokens.pattern();
            return each(place, value -> pattern.finds(value.toString()));
        }
        for (String operator : List.of("<=", ">=", "<", ">")) {
            if (tokens.accept(operator)) {
                return each(place, order(operator, literal()));
            }
        }
        throw tokens.error(
                "behind '" + place.name() + "' one of == != < <= > >= in, not in, contains, startswith, endswith,"
                        + " matches, exists, absent is expected");
    }

    private static Part each(Place place, Predicate<Object> test) {
        return Part.of(frame -> Literal.any(place.get(frame), test));
    }

    private static Predicate<Object> order(String operator, Literal literal) {
        return value -> {
            Integer order = literal.compare(value);
            return order != null
                    && switch (operator) {
                        case "<" -> order < 0;
                        case "<=" -> order <= 0;
                        case ">" -> order > 0;
                        default -> order >= 0;
                    };
        };
    }

    private Part oneOf(Place place, List<Literal> literals) {
        Literal[] each = literals.toArray(Literal[]::new);
        List<String> texts = literals.stream().map(Literal::text).toList();
        Condition condition;
        if (each.length == 1) {
            Literal only = each[0];
            condition = frame -> Literal.any(place.get(frame), only::equalTo);
        } else {
            condition = frame -> Literal.any(place.get(frame), value -> {
                for (Literal literal : each) {
                    if (literal.equalTo(value)) {
                        return true;
                    }
                }
                return false;
            });
        }
        return literals.stream().allMatch(ExpressionReader::isPlain)
                ? new Part(condition, place, texts, null)
                : Part.of(condition);
    }

    /** Whether finding a text or whole number by its text decides the same as comparing ("7.0" also equals 7). */
    private static boolean isPlain(Literal literal) {
        Double number = literal.number();
        return number == null
                || number != Math.rint(number)
                || literal.text().equals(Long.toString(number.longValue()));
    }

    private List<Literal> literals() throws YamlException {
        tokens.expect("[");
        List<Literal> all = new ArrayList<>();
        while (!tokens.accept("]")) {
            if (!all.isEmpty()) {
                tokens.expect(",");
            }
            all.add(literal());
        }
        return all;
    }

    private Literal literal() throws YamlException {
        return Literal.of(constant());
    }

    private String constant() throws YamlException {
        String text = tokens.constant();
        if (tokens.lastWasBare() && WORDS.contains(text)) {
            throw tokens.error("a value is expected, not the word '" + text + "'; quote it if you mean the text");
        }
        return text;
    }
}
