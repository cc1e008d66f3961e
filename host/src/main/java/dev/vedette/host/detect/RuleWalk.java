package dev.vedette.host.detect;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import dev.vedette.host.detect.sigma.Expression;
import dev.vedette.host.detect.sigma.ValueTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks the tree of one rule over one event, slowly, to say why it matches or where it fails. */
final class RuleWalk {
    private static final int MAX_VALUE = 1_000;

    private final Event event;
    private final @Nullable LogSource logSource;
    private final FieldResolution resolution;
    private final Function<ValueTest, ValueMatcher> matchers;

    RuleWalk(
            Event event,
            @Nullable LogSource logSource,
            FieldResolution resolution,
            Function<ValueTest, ValueMatcher> matchers) {
        this.event = event;
        this.logSource = logSource;
        this.resolution = resolution;
        this.matchers = matchers;
    }

    boolean matches(Expression expression) {
        return switch (expression) {
            case Expression.And and -> and.parts().stream().allMatch(this::matches);
            case Expression.Or or -> or.parts().stream().anyMatch(this::matches);
            case Expression.Not not -> !matches(not.part());
            case Expression.Search search -> matches(search.body());
            case Expression.Item item -> itemMatches(item) != item.negated();
        };
    }

    private boolean itemMatches(Expression.Item item) {
        return item.all()
                ? item.values().stream().allMatch(value -> hit(item, value) != null)
                : item.values().stream().anyMatch(value -> hit(item, value) != null);
    }

    /** What made an expression true that is; nothing for what it says must not be. */
    List<Evidence> evidence(Expression expression) {
        List<Evidence> evidence = new ArrayList<>();
        collect(expression, evidence);
        return evidence.stream().distinct().toList();
    }

    private void collect(Expression expression, List<Evidence> evidence) {
        switch (expression) {
            case Expression.And and -> and.parts().forEach(part -> collect(part, evidence));
            case Expression.Or or ->
                or.parts().stream().filter(this::matches).findFirst().ifPresent(part -> collect(part, evidence));
            case Expression.Not ignored -> {}
            case Expression.Search search -> collect(search.body(), evidence);
            case Expression.Item item -> {
                if (!item.negated()) {
                    for (Expression.Value value : item.values()) {
                        Evidence hit = hit(item, value);
                        if (hit != null) {
                            evidence.add(hit);
                            if (!item.all()) {
                                break;
                            }
                        }
                    }
                }
            }
        }
    }

    /** Where a value of an item is satisfied, or null where it is not. */
    private @Nullable Evidence hit(Expression.Item item, Expression.Value value) {
        for (ValueTest test : value.tests()) {
            Evidence hit = item.field() == null ? keyword(item, value, test) : field(item, item.field(), value, test);
            if (hit != null) {
                return hit;
            }
        }
        return null;
    }

    private @Nullable Evidence keyword(Expression.Item item, Expression.Value value, ValueTest test) {
        ValueMatcher matcher = matchers.apply(test);
        List<Evidence> found = new ArrayList<>(1);
        Keywords.any(event, (field, text) -> {
            if (matcher.matches(text)) {
                found.add(of(field == null ? Keywords.RAW : field.name(), text, item, value));
            }
            return !found.isEmpty();
        });
        return found.isEmpty() ? null : found.getFirst();
    }

    private @Nullable Evidence field(Expression.Item item, String name, Expression.Value value, ValueTest test) {
        Field field = present(name);
        if (test instanceof ValueTest.Presence presence) {
            return presence.present() != (field != null)
                    ? null
                    : of(field == null ? name : field.name(), field == null ? "" : valueOf(field), item, value);
        }
        if (field == null) {
            return null;
        }
        ValueMatcher matcher = matchers.apply(test);
        if (matcher instanceof ValueMatcher.Reference reference) {
            Field other = present(((ValueTest.FieldReference) test).field());
            if (other == null) {
                return null;
            }
            matcher = reference.with(event.values(other));
        }
        for (Object one : event.values(field)) {
            if (matcher.matches(one)) {
                return of(field.name(), one, item, value);
            }
        }
        return null;
    }

    private @Nullable Field present(String name) {
        for (Field candidate : resolution.candidates(logSource, name)) {
            if (event.has(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private Object valueOf(Field field) {
        Object value = event.get(field);
        return value == null ? "" : value;
    }

    private static Evidence of(String field, Object value, Expression.Item item, Expression.Value wanted) {
        return new Evidence(field, cut(Values.text(value)), written(item, wanted.written()));
    }

    static String cut(String text) {
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "…";
    }

    private static String written(Expression.Item item, String value) {
        return (item.key().isEmpty() ? "keyword" : item.key()) + ": " + cut(value);
    }

    /** A condition that is not as the rule wants it. */
    record Failure(String reason, String place) {}

    /** The first condition because of which an expression is false that is. */
    Failure failure(Expression expression) {
        return switch (expression) {
            case Expression.And and ->
                failure(and.parts().stream()
                        .filter(part -> !matches(part))
                        .findFirst()
                        .orElseThrow());
            case Expression.Or or -> {
                Failure first = failure(or.parts().getFirst());
                yield new Failure(
                        "none of " + or.parts().size() + " alternatives; the first: " + first.reason(), first.place());
            }
            case Expression.Not not -> {
                List<Evidence> why = evidence(not.part());
                yield new Failure(
                        "excluded, because " + nameOf(not.part()) + " matches"
                                + (why.isEmpty() ? "" : ": " + said(why.getFirst())),
                        placeOf(not.part()));
            }
            case Expression.Search search -> {
                Failure inner = failure(search.body());
                yield new Failure("'" + search.name() + "': " + inner.reason(), inner.place());
            }
            case Expression.Item item -> itemFailure(item);
        };
    }

    private Failure itemFailure(Expression.Item item) {
        String place = item.place().toString();
        if (item.negated()) {
            List<Evidence> why = evidence(
                    new Expression.Item(item.field(), item.key(), item.all(), false, item.values(), item.place()));
            return new Failure("not wanted is " + (why.isEmpty() ? item.key() : said(why.getFirst())), place);
        }
        Expression.Value failed = item.all()
                ? item.values().stream()
                        .filter(value -> hit(item, value) == null)
                        .findFirst()
                        .orElseThrow()
                : item.values().getFirst();
        int others = item.all() ? 0 : item.values().size() - 1;
        String wanted = written(item, failed.written()) + (others > 0 ? " (or " + others + " other values)" : "");
        return new Failure(
                "wanted " + wanted + "; " + seen(item),
                item.all() ? failed.place().toString() : place);
    }

    private String seen(Expression.Item item) {
        if (item.field() == null) {
            return "no text of the event holds it";
        }
        Field field = present(item.field());
        if (field != null) {
            return "seen in " + field.name() + ": "
                    + cut(event.values(field).stream()
                            .map(Values::text)
                            .reduce((a, b) -> a + ", " + b)
                            .orElse(""));
        }
        return "the event has none of "
                + resolution.candidates(logSource, item.field()).stream()
                        .map(Field::name)
                        .toList();
    }

    static String said(Evidence evidence) {
        return evidence.test() + " is true of " + evidence.field() + " = " + evidence.value();
    }

    private static String nameOf(Expression expression) {
        return expression instanceof Expression.Search search ? "'" + search.name() + "'" : "what 'not' stands before";
    }

    private static String placeOf(Expression expression) {
        return switch (expression) {
            case Expression.Search search -> search.place().toString();
            case Expression.Item item -> item.place().toString();
            case Expression.Not not -> placeOf(not.part());
            case Expression.And and -> placeOf(and.parts().getFirst());
            case Expression.Or or -> placeOf(or.parts().getFirst());
        };
    }
}
