package dev.vedette.host.query.expr;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.FieldType;
import dev.vedette.host.query.Cidr;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.FieldValue;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.query.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comparisons of a field with a constant, as conditions that the store has an answer to. */
final class FieldTests {
    private FieldTests() {}

    /**
     * A comparison.
     *
     * @param at where the constant stands, for messages
     */
    static Expression compare(
            Operator operator, Expression column, Field field, Expression.Literal literal, Token at, Scope scope)
            throws QuerySyntaxException {
        String text = text(field, literal.value(), scope);
        Expression plain = new Expression.Call(operator, List.of(column, literal));
        if (field == SearchPlan.RAW) {
            return plain;
        }
        FieldValue values = FieldValue.of(field);
        if (operator == Operator.EQUAL) {
            if (field.type() == FieldType.TEXT) {
                return whole(field, text, plain);
            }
            if (field.type() == FieldType.IP && text.indexOf('/') > 0 && Cidr.parse(text) != null) {
                throw Tokens.error(at, "this is a network and no address; write INCIDR('" + text + "', " + field + ")");
            }
            return new Expression.Test(values.equal(at.start(), text));
        }
        boolean asNumber = field.type() == FieldType.KEYWORD && literal.value() instanceof Number;
        if (asNumber || field.type() == FieldType.TEXT) {
            return plain; // a keyword's own order is that of its letters
        }
        return new Expression.Test(range(operator, values, at.start(), text));
    }

    /** Text fields are searched by words, and an expression asks for the whole value. */
    private static Expression whole(Field field, String text, Expression plain) {
        return Words.of(text).isEmpty()
                ? plain
                : new Expression.Call(
                        Operator.AND, List.of(new Expression.Test(new Condition.Equal(field, text)), plain));
    }

    private static Condition range(Operator operator, FieldValue values, int at, String bound)
            throws QuerySyntaxException {
        return switch (operator) {
            case LESS -> values.range(at, null, false, at, bound, false);
            case AT_MOST -> values.range(at, null, false, at, bound, true);
            case GREATER -> values.range(at, bound, false, at, null, false);
            default -> values.range(at, bound, true, at, null, false);
        };
    }

    private static String text(Field field, @Nullable Object value, Scope scope) {
        if (field.type() == FieldType.DATE) {
            return value instanceof Number millis
                    ? Instant.ofEpochMilli(millis.longValue()).toString()
                    : scope.time(String.valueOf(value));
        }
        return String.valueOf(value);
    }

    /** {@code LIKE}: the index finds what fits without regard to case, and each of these is looked at. */
    static Expression like(TextMatch match, Expression column, @Nullable Field field, Expression.Literal pattern) {
        Expression plain = new Expression.Call(match, List.of(column, pattern));
        if (field == null
                || field == SearchPlan.RAW
                || (field.type() != FieldType.KEYWORD && field.type() != FieldType.ANY)) {
            return plain;
        }
        Expression test = new Expression.Test(
                new Condition.Wildcard(field, TextMatch.likeToWildcard(String.valueOf(pattern.value()))));
        return match == TextMatch.ILIKE ? test : new Expression.Call(Operator.AND, List.of(test, plain));
    }

    static Expression isNull(Expression value, @Nullable Field field) {
        if (field == null || field == SearchPlan.RAW) {
            return new Expression.Call(Operator.IS_NULL, List.of(value));
        }
        return new Expression.Call(Operator.NOT, List.of(new Expression.Test(new Condition.Exists(field))));
    }

    static Expression inCidr(Expression.Literal network, Expression address, @Nullable Field field, Function function) {
        if (field == null || (field.type() != FieldType.IP && field.type() != FieldType.ANY)) {
            return new Expression.Call(function, List.of(network, address));
        }
        return new Expression.Test(new Condition.Cidr(field, String.valueOf(network.value())));
    }
}
