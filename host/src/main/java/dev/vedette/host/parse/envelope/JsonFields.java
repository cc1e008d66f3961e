package dev.vedette.host.parse.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.FieldType;
import dev.vedette.api.event.Fields;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON members as fields with dotted names, each with the type of its field. What the field cannot hold (text that is no
 * number, a member of too deep an object) stays in the raw record alone; so does what only the host may say.
 */
final class JsonFields {
    private static final int MAX_DEPTH = 20;
    private static final Set<String> NOT_THEIRS = Set.of("event.original", "event.id", Event.TIMESTAMP.name());

    private final EventDraft draft;

    JsonFields(EventDraft draft) {
        this.draft = draft;
    }

    /** Sets all members of an object, their names behind a prefix (empty, or ending in a dot). */
    void all(String prefix, JsonNode object) {
        all(prefix, object, 1);
    }

    private void all(String prefix, JsonNode object, int depth) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            value(prefix + member.getKey(), member.getValue(), depth);
        }
    }

    /** Sets one member, whatever it is. */
    void value(String name, JsonNode value) {
        value(name, value, 1);
    }

    private void value(String name, JsonNode value, int depth) {
        if (value.isObject()) {
            if (depth < MAX_DEPTH) {
                all(name + ".", value, depth + 1);
            }
        } else if (value.isArray()) {
            if (depth < MAX_DEPTH) {
                value.forEach(member -> value(name, member, depth + 1));
            }
        } else {
            scalar(name, value);
        }
    }

    private void scalar(String name, JsonNode value) {
        Field field = NOT_THEIRS.contains(name) || name.startsWith("vedette.") ? null : Fields.ofContent(name);
        Object typed = field == null ? null : typed(field, value);
        if (field != null && typed != null) {
            draft.add(field, typed);
        }
    }

    private static @Nullable Object typed(Field field, JsonNode value) {
        if (value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.textValue().isEmpty())) {
            return null;
        }
        if (value.isTextual()) {
            return field.read(value.textValue());
        }
        if (value.isBoolean() && (field.type() == FieldType.ANY || field.type() == FieldType.BOOLEAN)) {
            return value.booleanValue();
        }
        if (value.canConvertToLong() && value.isIntegralNumber()) {
            switch (field.type()) {
                case ANY, LONG -> {
                    return value.longValue();
                }
                case DOUBLE -> {
                    return value.doubleValue();
                }
                default -> {}
            }
        }
        if (value.isFloatingPointNumber()
                && (field.type() == FieldType.ANY || field.type() == FieldType.DOUBLE)
                && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        return field.read(value.asText());
    }

    /** Sets text under an ECS name, unless there is none to set. */
    void text(String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            Field field = Field.of(name);
            if (!draft.has(field)) {
                draft.setText(field, text);
            }
        }
    }

    @Nullable
    String text(String name) {
        return draft.text(Field.of(name));
    }

    void number(String name, long value) {
        draft.set(Field.of(name), value);
    }

    /** Whether something was set under this name. */
    boolean has(String name) {
        return draft.has(Field.of(name));
    }
}
