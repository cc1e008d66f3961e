package dev.vedette.host.detect.sigma;

import dev.vedette.host.yaml.YamlNode.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must be true of an event, as a tree with names instead of fields. Immutable. */
public sealed interface Expression {
    /** All of them, in the order written. */
    record And(List<Expression> parts) implements Expression {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** At least one of them. */
    record Or(List<Expression> parts) implements Expression {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(Expression part) implements Expression {}

    /** A search of the {@code detection} block under its name. */
    record Search(String name, Expression body, Place place) implements Expression {}

    /**
     * A field with its values.
     *
     * @param field null for a keyword, which may stand in any field
     * @param key as written, with the modifiers: {@code CommandLine|contains|all}
     * @param all whether every value must match instead of one
     * @param negated whether the item is true where the values do not match ({@code neq})
     */
    record Item(@Nullable String field, String key, boolean all, boolean negated, List<Value> values, Place place)
            implements Expression {
        public Item {
            values = List.copyOf(values);
        }
    }

    /**
     * One value of an item.
     *
     * @param written as it stands in the rule
     * @param tests alternatives that the modifiers made of it; one of them is enough, also under {@code all}
     */
    record Value(String written, List<ValueTest> tests, Place place) {
        public Value {
            tests = List.copyOf(tests);
        }
    }
}
