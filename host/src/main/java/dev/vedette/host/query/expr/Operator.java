package dev.vedette.host.query.expr;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What is written between two values, or in front of one. */
public enum Operator implements Function {
    EQUAL("="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    AND("AND"),
    OR("OR"),
    NOT("NOT"),
    IS_NULL("IS NULL"),
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    REMAINDER("%"),
    POWER("^");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    @Override
    public boolean isCondition() {
        return ordinal() <= IS_NULL.ordinal();
    }

    @Override
    public @Nullable Object of(@Nullable Object[] arguments) {
        Object left = arguments[0];
        Object right = arguments.length > 1 ? arguments[1] : null;
        return switch (this) {
            case EQUAL -> Values.equal(left, right);
            case LESS -> Values.any(left, right, compared -> compared < 0);
            case AT_MOST -> Values.any(left, right, compared -> compared <= 0);
            case GREATER -> Values.any(left, right, compared -> compared > 0);
            case AT_LEAST -> Values.any(left, right, compared -> compared >= 0);
            case AND -> Values.isTrue(left) && Values.isTrue(right);
            case OR -> Values.isTrue(left) || Values.isTrue(right);
            case NOT -> !Values.isTrue(left);
            case IS_NULL -> left == null;
            default -> compute(Values.single(left), Values.single(right));
        };
    }

    private @Nullable Object compute(@Nullable Object left, @Nullable Object right) {
        Number a = Values.number(left);
        Number b = Values.number(right);
        if (a == null || b == null) {
            return null;
        }
        boolean shift = left instanceof Instant && !(right instanceof Instant) && (this == ADD || this == SUBTRACT);
        if (shift && left instanceof Instant time) {
            long millis = this == ADD ? b.longValue() : -b.longValue();
            return shifted(time, millis);
        }
        if (a instanceof Long one && b instanceof Long two) {
            return whole(one, two);
        }
        return real(a.doubleValue(), b.doubleValue());
    }

    private static @Nullable Object shifted(Instant time, long millis) {
        try {
            return time.plus(millis, ChronoUnit.MILLIS);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private @Nullable Object whole(long a, long b) {
        try {
            return switch (this) {
                case ADD -> Math.addExact(a, b);
                case SUBTRACT -> Math.subtractExact(a, b);
                case MULTIPLY -> Math.multiplyExact(a, b);
                case DIVIDE -> b != 0 && a % b == 0 && b != -1 ? (Object) (a / b) : real(a, b);
                case REMAINDER -> b == 0 ? null : (Object) (b == -1 ? 0L : a % b);
                default -> real(a, b);
            };
        } catch (ArithmeticException e) {
            return real(a, b); // beyond a long
        }
    }

    private @Nullable Object real(double a, double b) {
        double result = switch (this) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case REMAINDER -> a % b;
            default -> Math.pow(a, b);
        };
        return Double.isFinite(result) ? (Object) result : null;
    }

    @Override
    public String toString() {
        return sign;
    }
}
