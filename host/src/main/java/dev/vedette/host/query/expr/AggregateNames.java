package dev.vedette.host.query.expr;

import dev.vedette.host.query.QuerySyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The names of aggregates, in any case. */
public final class AggregateNames {
    private static final Map<String, Aggregate.Kind> BY_NAME = new TreeMap<>();

    static {
        for (Aggregate.Kind kind : Aggregate.Kind.values()) {
            BY_NAME.put(kind.name().toLowerCase(Locale.ROOT), kind);
        }
        BY_NAME.remove("distinct");
        for (String distinct : List.of("dc", "distinct_count", "distinctcount", "uniquecount", "count_distinct")) {
            BY_NAME.put(distinct, Aggregate.Kind.DISTINCT);
        }
        BY_NAME.put("mean", Aggregate.Kind.AVG);
        BY_NAME.put("stddev", Aggregate.Kind.STDEV);
        BY_NAME.put("median", Aggregate.Kind.PERCENTILE);
    }

    private AggregateNames() {}

    /** What a name computes, or null if it is no aggregate. */
    public static Aggregate.@Nullable Kind find(String name) {
        return BY_NAME.get(name.toLowerCase(Locale.ROOT));
    }

    public static List<String> names() {
        return new ArrayList<>(BY_NAME.keySet());
    }

    /**
     * Reads what stands in the parentheses of an aggregate.
     *
     * @param name of the aggregate, which was just taken
     */
    public static Aggregate read(Token name, Aggregate.Kind kind, ExpressionParser parser) throws QuerySyntaxException {
        Tokens tokens = parser.tokens();
        List<Token> places = new ArrayList<>();
        List<Expression> arguments = new ArrayList<>();
        if (tokens.peekSecond().isSign("*")) {
            tokens.take();
            Token star = tokens.take();
            tokens.need(")", "this parenthesis is never closed; a ) belongs behind *");
            if (kind != Aggregate.Kind.COUNT) {
                throw Tokens.error(star, "* goes with COUNT alone; name a field");
            }
        } else {
            arguments = parser.arguments(places);
        }
        boolean percentile = kind == Aggregate.Kind.PERCENTILE;
        boolean median = name.isWord("median");
        int most = percentile && !median ? 2 : 1;
        int least = kind == Aggregate.Kind.COUNT ? 0 : most;
        if (arguments.size() < least || arguments.size() > most) {
            throw Tokens.error(
                    name, "this takes other arguments: " + name.text() + (most == 2 ? "(field, 95)" : "(field)"));
        }
        double percent = median ? 50 : percentile ? percent(arguments.get(1), places.get(1)) : 0;
        String text = tokens.since(name).replaceAll("\\s+", "");
        return new Aggregate(kind, arguments.isEmpty() ? null : arguments.get(0), percent, text);
    }

    private static double percent(Expression expression, Token at) throws QuerySyntaxException {
        Number number = expression instanceof Expression.Literal(Object value) ? Values.number(value) : null;
        if (number == null || number.doubleValue() <= 0 || number.doubleValue() > 100) {
            throw Tokens.error(at, "a percentile is a number above 0 and up to 100, as in percentile(field, 95)");
        }
        return number.doubleValue();
    }
}
