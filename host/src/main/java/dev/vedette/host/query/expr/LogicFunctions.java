package dev.vedette.host.query.expr;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions that choose between values. */
public final class LogicFunctions {
    /** {@code CASE(condition, value, ..., otherwise)}: what IF and CASE become. */
    public static final Function CASE = Definition.of("CASE(condition, value, ...)", 2, Definition.ANY, arguments -> {
                for (int i = 0; i + 1 < arguments.length; i += 2) {
                    if (Values.isTrue(arguments[i])) {
                        return arguments[i + 1];
                    }
                }
                return arguments.length % 2 == 1 ? arguments[arguments.length - 1] : null;
            })
            .function();

    private static final Function COALESCE = Definition.of(
                    "COALESCE(value, ...)", 1, Definition.ANY, LogicFunctions::coalesce)
            .function();

    private LogicFunctions() {}

    /** A value, or a constant where it is missing. */
    public static Expression orElse(Expression value, Object otherwise) {
        return new Expression.Call(COALESCE, List.of(value, new Expression.Literal(otherwise)));
    }

    static void addTo(Map<String, Definition> all) {
        all.put("if", new Definition("IF(condition, value, otherwise)", 3, 3, CASE));
        all.put("case", new Definition("CASE(condition, value, ..., otherwise)", 2, Definition.ANY, CASE));
        all.put("coalesce", new Definition("COALESCE(value, ...)", 1, Definition.ANY, COALESCE));
        all.put("isnull", new Definition("ISNULL(value)", 1, 1, Operator.IS_NULL));
        all.put("isnotnull", Definition.condition("ISNOTNULL(value)", 1, 1, arguments -> arguments[0] != null));
    }

    private static @Nullable Object coalesce(@Nullable Object[] arguments) {
        for (Object argument : arguments) {
            if (argument != null) {
                return argument;
            }
        }
        return null;
    }
}
