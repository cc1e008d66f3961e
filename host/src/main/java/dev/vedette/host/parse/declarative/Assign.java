package dev.vedette.host.parse.declarative;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code set}, {@code default} and {@code append}. */
record Assign(Mode mode, List<One> all) implements Action {
    /** How to write. */
    enum Mode {
        SET,
        DEFAULT,
        APPEND
    }

    /**
     * One target with its value.
     *
     * @param constant a value of the target's type or a list of them; null where there are templates
     * @param list whether the author wrote a list
     */
    record One(Target target, @Nullable Object constant, List<Template> templates, boolean list) {}

    @Override
    public Result run(Frame frame) {
        for (int i = 0; i < all.size(); i++) {
            One one = all.get(i);
            if (mode == Mode.DEFAULT && one.target.place().get(frame) != null) {
                continue;
            }
            if (mode == Mode.APPEND) {
                append(frame, one);
            } else if (one.constant != null) {
                one.target.place().put(frame, one.constant);
            } else {
                set(frame, one);
            }
        }
        return Result.OK;
    }

    private static void set(Frame frame, One one) {
        if (!one.list) {
            Object value = one.templates.get(0).value(frame);
            if (value != null) {
                one.target.value(frame, value);
            }
            return;
        }
        List<Object> values = new ArrayList<>();
        for (Template template : one.templates) {
            Object value = template.value(frame);
            if (value instanceof List<?> list) {
                values.addAll(list);
            } else if (value != null) {
                values.add(value);
            }
        }
        if (!values.isEmpty()) {
            one.target.value(frame, values);
        }
    }

    private static void append(Frame frame, One one) {
        if (one.constant != null) {
            addNew(frame, one.target, one.constant);
            return;
        }
        for (Template template : one.templates) {
            Object value = template.value(frame);
            if (value != null) {
                addNew(frame, one.target, value);
            }
        }
    }

    private static void addNew(Frame frame, Target target, Object value) {
        if (value instanceof List<?> list) {
            list.forEach(member -> addNew(frame, target, member));
            return;
        }
        Object present = target.place().get(frame);
        Object converted = target.conversion().convert(value);
        boolean known = present instanceof List<?> list
                ? list.contains(converted)
                : converted != null && converted.equals(present);
        if (!known) {
            target.add(frame, value);
        }
    }

    @Override
    public boolean writes(String name) {
        return all.stream().anyMatch(one -> one.target.place().name().equals(name));
    }
}
