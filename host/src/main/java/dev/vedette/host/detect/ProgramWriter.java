package dev.vedette.host.detect;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import dev.vedette.host.detect.sigma.Expression;
import dev.vedette.host.detect.sigma.ValueTest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the tree of one rule into a program over predicates; notes the fields it looks at. */
final class ProgramWriter {
    private final @Nullable LogSource logSource;
    private final FieldSlots slots;
    private final PredicateTable predicates;
    private final BitSet slotsUsed = new BitSet();
    private final Set<Field> fields = new LinkedHashSet<>();

    ProgramWriter(@Nullable LogSource logSource, FieldSlots slots, PredicateTable predicates) {
        this.logSource = logSource;
        this.slots = slots;
        this.predicates = predicates;
    }

    BitSet slotsUsed() {
        return slotsUsed;
    }

    Set<Field> fields() {
        return fields;
    }

    RuleProgram write(Expression expression) {
        return write(expression, false);
    }

    private RuleProgram write(Expression expression, boolean negated) {
        return switch (expression) {
            case Expression.And and -> join(!negated, parts(and.parts(), negated));
            case Expression.Or or -> join(negated, parts(or.parts(), negated));
            case Expression.Not not -> write(not.part(), !negated);
            case Expression.Search search -> write(search.body(), negated);
            case Expression.Item item -> item(item, negated != item.negated());
        };
    }

    private List<RuleProgram> parts(List<Expression> expressions, boolean negated) {
        return expressions.stream().map(part -> write(part, negated)).toList();
    }

    private static RuleProgram join(boolean all, List<RuleProgram> parts) {
        return all ? RuleProgram.all(parts) : RuleProgram.any(parts);
    }

    private RuleProgram item(Expression.Item item, boolean negated) {
        int slot = item.field() == null ? FieldSlots.KEYWORDS : slot(item.field());
        slotsUsed.set(slot);
        List<RuleProgram> values = new ArrayList<>();
        for (Expression.Value value : item.values()) {
            List<RuleProgram> tests = new ArrayList<>();
            for (ValueTest test : value.tests()) {
                tests.add(leaf(slot, test, negated));
            }
            values.add(join(negated, tests));
        }
        return join(item.all() != negated, values);
    }

    private RuleProgram leaf(int slot, ValueTest test, boolean negated) {
        int other = test instanceof ValueTest.FieldReference reference ? slot(reference.field()) : -1;
        boolean absence = test instanceof ValueTest.Presence presence && !presence.present();
        return new RuleProgram.Leaf(predicates.of(slot, test, other), negated != absence);
    }

    private int slot(String name) {
        int slot = slots.of(logSource, name);
        slotsUsed.set(slot);
        fields.addAll(slots.candidates(slot));
        return slot;
    }
}
