package dev.vedette.api.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A field name, interned: two fields of the same name are the same object, so {@code ==} compares them. Immutable and
 * thread-safe. Get one when your parser or rule is loaded and keep it in a constant; never look one up per event.
 */
public final class Field {
    private final int id;
    private final String name;
    private final FieldType type;
    private final boolean array;
    private final boolean ecs;

    Field(int id, String name, FieldType type, boolean array, boolean ecs) {
        this.id = id;
        this.name = name;
        this.type = type;
        this.array = array;
        this.ecs = ecs;
    }

    /**
     * The field of this name.
     *
     * @param name an ECS name ({@code source.ip}) or a vendor's own below a namespace ({@code cisco.asa.connection_id})
     * @throws IllegalArgumentException if the name is empty, longer than 512 characters, or holds a control character
     */
    public static Field of(String name) {
        return Fields.of(name);
    }

    /** A small number, dense from 0, valid for the life of this process only: never store it. */
    public int id() {
        return id;
    }

    /** The dotted name. */
    public String name() {
        return name;
    }

    /** The type of its values. */
    public FieldType type() {
        return type;
    }

    /** Whether ECS says that this field holds a list. A single value is accepted all the same. */
    public boolean isArray() {
        return array;
    }

    /** Whether ECS 9 defines this name. */
    public boolean isEcs() {
        return ecs;
    }

    /**
     * Reads text as a value of this field's type.
     *
     * @return the value, or null when the text is no value of that type ({@code "abc"} for a {@link FieldType#LONG})
     */
    public @Nullable Object read(String text) {
        switch (type) {
            case LONG:
                return ValueText.readLong(text);
            case DOUBLE:
                return ValueText.readDouble(text);
            case BOOLEAN:
                return ValueText.readBoolean(text);
            case IP:
                return IpAddress.parse(text);
            case DATE:
                return ValueText.readInstant(text);
            default:
                return text;
        }
    }

    /** Whether a value (no list) is of this field's type. */
    boolean accepts(Object value) {
        switch (type) {
            case LONG:
                return value instanceof Long;
            case DOUBLE:
                return value instanceof Double;
            case BOOLEAN:
                return value instanceof Boolean;
            case IP:
                return value instanceof IpAddress;
            case DATE:
                return value instanceof Instant;
            case ANY:
                return value instanceof String
                        || value instanceof Long
                        || value instanceof Double
                        || value instanceof Boolean
                        || value instanceof IpAddress
                        || value instanceof Instant;
            default:
                return value instanceof String;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
