package dev.vedette.host.query;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a condition means, one event at a time. */
public final class EventFilter {
    private static final Field ORIGINAL = Field.of("event.original");

    private EventFilter() {}

    /**
     * A filter that passes the events that a search for {@code condition} finds. Thread-safe.
     *
     * @throws IllegalArgumentException if the condition makes no sense for the type of a field
     */
    public static Predicate<Event> of(Condition condition) {
        return switch (condition) {
            case Condition.Everything e -> event -> true;
            case Condition.And and -> {
                List<Predicate<Event>> parts =
                        and.parts().stream().map(EventFilter::of).toList();
                yield event -> parts.stream().allMatch(part -> part.test(event));
            }
            case Condition.Or or -> {
                List<Predicate<Event>> parts =
                        or.parts().stream().map(EventFilter::of).toList();
                yield event -> parts.stream().anyMatch(part -> part.test(event));
            }
            case Condition.Not not -> of(not.part()).negate();
            case Condition.Text text -> {
                List<String> phrase = Words.of(text.words());
                yield event -> texts(event).stream().anyMatch(words -> Words.contains(Words.of(words), phrase));
            }
            case Condition.TextWildcard wildcard -> {
                Pattern pattern = Pattern.of(wildcard.pattern());
                yield event -> texts(event).stream()
                        .anyMatch(words -> Words.of(words).stream().anyMatch(pattern::matches));
            }
            case Condition.Equal leaf -> onField(leaf.field(), leaf);
            case Condition.Wildcard leaf -> onField(leaf.field(), leaf);
            case Condition.Range leaf -> onField(leaf.field(), leaf);
            case Condition.Cidr leaf -> onField(leaf.field(), leaf);
            case Condition.Exists leaf -> onField(leaf.field(), leaf);
        };
    }

    private static Predicate<Event> onField(Field field, Condition condition) {
        ValueTest test = ValueTest.of(condition);
        if (field == Event.TIMESTAMP) {
            return event -> test.test(event.timestamp());
        }
        return event -> event.values(field).stream().anyMatch(test::test);
    }

    /** The texts whose words free text is looked for in. */
    public static List<String> texts(Event event) {
        List<String> texts = new ArrayList<>(3);
        if (isText(event.raw().bytes())) {
            texts.add(event.raw().text());
        }
        for (int i = 0; i < event.size(); i++) {
            if (isFreeText(event.field(i))) {
                event.values(event.field(i)).forEach(value -> texts.add((String) value));
            }
        }
        return texts;
    }

    /** Whether free text is looked for in a field: ECS text, and the original message. */
    public static boolean isFreeText(Field field) {
        return field.type() == FieldType.TEXT || field == ORIGINAL;
    }

    /** Whether a payload is text: a NUL byte near its beginning says that it is not (flow records, for example). */
    public static boolean isText(byte[] payload) {
        for (int i = 0; i < Math.min(payload.length, 256); i++) {
            if (payload[i] == 0) {
                return false;
            }
        }
        return true;
    }
}
