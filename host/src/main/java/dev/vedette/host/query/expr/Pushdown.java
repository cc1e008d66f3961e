package dev.vedette.host.query.expr;

import dev.vedette.host.query.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store can answer of an expression.
 *
 * @param condition passes every row that the expression passes, perhaps more
 * @param rest what is left to ask of each row, or null if nothing is
 */
public record Pushdown(Condition condition, @Nullable Expression rest) {
    private static final Condition EVERYTHING = new Condition.Everything();

    /** Splits an expression over the fields of events. */
    public static Pushdown of(Expression expression) {
        return switch (expression) {
            case Expression.Test test -> new Pushdown(test.condition(), null);
            case Expression.Call call when call.function() == Operator.AND -> and(call);
            case Expression.Call call when call.function() == Operator.OR -> or(call);
            case Expression.Call call
            when call.function() == Operator.NOT -> {
                Pushdown inside = of(call.arguments().get(0));
                yield inside.rest == null
                        ? new Pushdown(new Condition.Not(inside.condition), null)
                        : new Pushdown(EVERYTHING, call);
            }
            default -> new Pushdown(EVERYTHING, expression);
        };
    }

    private static Pushdown and(Expression.Call call) {
        List<Condition> conditions = new ArrayList<>();
        Expression rest = null;
        for (Expression part : call.arguments()) {
            Pushdown one = of(part);
            if (!(one.condition instanceof Condition.Everything)) {
                conditions.add(one.condition);
            }
            if (one.rest != null) {
                rest = rest == null ? one.rest : new Expression.Call(Operator.AND, List.of(rest, one.rest));
            }
        }
        return new Pushdown(all(conditions), rest);
    }

    private static Pushdown or(Expression.Call call) {
        List<Condition> conditions = new ArrayList<>();
        boolean exact = true;
        for (Expression part : call.arguments()) {
            Pushdown one = of(part);
            exact &= one.rest == null;
            conditions.add(one.condition);
        }
        boolean everything = conditions.stream().anyMatch(one -> one instanceof Condition.Everything);
        return new Pushdown(everything ? EVERYTHING : new Condition.Or(conditions), exact ? null : call);
    }

    /** All of some conditions, as simple as may be. */
    public static Condition all(List<Condition> conditions) {
        List<Condition> parts = new ArrayList<>();
        for (Condition condition : conditions) {
            switch (condition) {
                case Condition.Everything e -> {}
                case Condition.And and -> parts.addAll(and.parts());
                default -> parts.add(condition);
            }
        }
        return parts.isEmpty() ? EVERYTHING : parts.size() == 1 ? parts.get(0) : new Condition.And(parts);
    }
}
