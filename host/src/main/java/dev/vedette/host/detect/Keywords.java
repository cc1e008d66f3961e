package dev.vedette.host.detect;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a keyword is looked for: in what the source said, which is every field that a parser took from the record, and
 * the record's own text. What the host added (ids, categories, the client, marks) is left out, or a rule for the word
 * "failure" would match whatever was classified so.
 */
final class Keywords {
    /** Stands for the field in evidence that was found in the record's text. */
    static final String RAW = "(raw record)";

    static final Field ORIGINAL = Field.of("event.original");
    private static final List<String> HOST_ROOTS =
            List.of("event.", "vedette.", "organization.", "ecs.", "related.", "tags", "log.", "@timestamp");

    private Keywords() {}

    static boolean includes(Field field) {
        return field == ORIGINAL || HOST_ROOTS.stream().noneMatch(field.name()::startsWith);
    }

    /**
     * Whether the record's own text is searched beside the fields: not where a field repeats it, and not where it is
     * JSON, whose values are all in fields, without the escapes.
     */
    static boolean includesRaw(Event event) {
        byte[] bytes = event.raw().bytes();
        return !event.has(ORIGINAL) && (bytes.length == 0 || bytes[0] != '{');
    }

    /** Asks about each text until one answers yes; the field is null for the raw record. */
    static boolean any(Event event, BiPredicate<@Nullable Field, Object> question) {
        for (int i = 0; i < event.size(); i++) {
            Field field = event.field(i);
            if (includes(field)) {
                for (Object value : Values.members(event.value(i))) {
                    if (question.test(field, value)) {
                        return true;
                    }
                }
            }
        }
        return includesRaw(event) && question.test(null, event.raw().text());
    }
}
