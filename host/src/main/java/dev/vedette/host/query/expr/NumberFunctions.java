package dev.vedette.host.query.expr;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of numbers. */
final class NumberFunctions {
    private NumberFunctions() {}

    static void addTo(Map<String, Definition> all) {
        Definition whole = number("LONG(value)", NumberFunctions::whole);
        all.put("long", whole);
        all.put("int", whole);
        Definition real = number("DOUBLE(value)", Number::doubleValue);
        all.put("double", real);
        all.put("tonumber", number("TONUMBER(value)", number -> number));
        all.put(
                "abs",
                number(
                        "ABS(number)",
                        number -> number instanceof Long n && n != Long.MIN_VALUE
                                ? (Object) Math.abs(n)
                                : (Object) Math.abs(number.doubleValue())));
        all.put("sqrt", number("SQRT(number)", number -> finite(Math.sqrt(number.doubleValue()))));
        all.put("floor", number("FLOOR(number)", number -> rounded(number, 0, RoundingMode.FLOOR)));
        all.put("ceil", number("CEIL(number)", number -> rounded(number, 0, RoundingMode.CEILING)));
        all.put("round", Definition.of("ROUND(number, digits)", 1, 2, arguments -> {
            Number number = Values.number(arguments[0]);
            Number digits = arguments.length > 1 ? Values.number(arguments[1]) : Integer.valueOf(0);
            return number == null || digits == null
                    ? null
                    : rounded(number, Math.clamp(digits.longValue(), 0, 15), RoundingMode.HALF_UP);
        }));
    }

    @FunctionalInterface
    private interface OfNumber {
        @Nullable
        Object of(Number number);
    }

    private static Definition number(String usage, OfNumber body) {
        return Definition.of(usage, 1, 1, arguments -> {
            Number number = Values.number(arguments[0]);
            return number == null ? null : body.of(number);
        });
    }

    private static Object whole(Number number) {
        return number.longValue();
    }

    private static @Nullable Object finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    private static Object rounded(Number number, int digits, RoundingMode mode) {
        if (number instanceof Long) {
            return number;
        }
        BigDecimal rounded = new BigDecimal(number.toString()).setScale(digits, mode);
        boolean whole = digits == 0 && rounded.precision() <= 18;
        return whole ? (Object) rounded.longValue() : (Object) rounded.doubleValue();
    }
}
