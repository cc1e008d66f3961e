package dev.vedette.host.query.aql;

import dev.vedette.host.query.Condition;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.Stage;
import dev.vedette.host.query.expr.Expression;
import dev.vedette.host.query.expr.Token;
import dev.vedette.host.query.expr.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Expressions behind GROUP BY: what they may use is its keys and what was computed over each group. */
final class GroupNames {
    private final List<Stage.Named> keys;

    GroupNames(List<Stage.Named> keys) {
        this.keys = keys;
    }

    /** The expression in terms of the groups' columns. */
    Expression of(Expression expression, Token at) throws QuerySyntaxException {
        for (Stage.Named key : keys) {
            if (key.value().equals(expression)) {
                return new Expression.Column(key.name());
            }
        }
        return switch (expression) {
            case Expression.Literal literal -> literal;
            case Expression.Column column -> {
                if (!column.name().startsWith("#")) {
                    throw notGrouped(at, column.name());
                }
                yield column;
            }
            case Expression.Test test -> {
                for (String field : fields(test.condition())) {
                    if (keys.stream().noneMatch(key -> key.value().equals(new Expression.Column(field)))) {
                        throw notGrouped(at, field);
                    }
                }
                yield test;
            }
            case Expression.Call call -> {
                List<Expression> arguments = new ArrayList<>();
                for (Expression argument : call.arguments()) {
                    arguments.add(of(argument, at));
                }
                yield new Expression.Call(call.function(), arguments);
            }
        };
    }

    private static QuerySyntaxException notGrouped(Token at, String field) {
        return Tokens.error(
                at,
                field + " has many values in a group; add it to GROUP BY, or say which one: FIRST(...), LAST(...),"
                        + " MIN(...), MAX(...)");
    }

    private static List<String> fields(Condition condition) {
        return switch (condition) {
            case Condition.And and ->
                and.parts().stream().flatMap(part -> fields(part).stream()).toList();
            case Condition.Or or ->
                or.parts().stream().flatMap(part -> fields(part).stream()).toList();
            case Condition.Not not -> fields(not.part());
            case Condition.Equal leaf -> List.of(leaf.field().name());
            case Condition.Wildcard leaf -> List.of(leaf.field().name());
            case Condition.Range leaf -> List.of(leaf.field().name());
            case Condition.Cidr leaf -> List.of(leaf.field().name());
            case Condition.Exists leaf -> List.of(leaf.field().name());
            case Condition.Everything e -> List.of();
            case Condition.Text t -> List.of();
            case Condition.TextWildcard t -> List.of();
        };
    }

    /** Whether something in it is computed over groups. */
    static boolean hasAggregate(Expression expression) {
        return any(expression, one -> one instanceof Expression.Column(String name) && name.startsWith("#"));
    }

    /** Whether free text is looked for somewhere in it. */
    static boolean hasText(Expression expression) {
        return any(expression, one -> one instanceof Expression.Test test && isText(test.condition()));
    }

    private static boolean any(Expression expression, Predicate<Expression> test) {
        return test.test(expression)
                || (expression instanceof Expression.Call call
                        && call.arguments().stream().anyMatch(argument -> any(argument, test)));
    }

    private static boolean isText(Condition condition) {
        return switch (condition) {
            case Condition.And and -> and.parts().stream().anyMatch(GroupNames::isText);
            case Condition.Or or -> or.parts().stream().anyMatch(GroupNames::isText);
            case Condition.Not not -> isText(not.part());
            case Condition.Text t -> true;
            case Condition.TextWildcard t -> true;
            default -> false;
        };
    }
}
