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
     * Reads text as a value of this field's type. Numbers are decimal, a {@link FieldType#LONG} also hexadecimal with
     * {@code 0x}; truth values are {@code true} and {@code false} in any case; a {@link FieldType#DATE} is RFC 3339 in
     * the years 0 to 9999. For any other notation convert the text first.
     *
     * @param text what the source wrote
     * @return the value, or null when the text is no value of that type ({@code "abc"} for a {@link FieldType#LONG})
     */
    public @Nullable Object read(String text) {
        return switch (type) {
            case LONG -> ValueText.readLong(text);
            case DOUBLE -> ValueText.readDouble(text);
            case BOOLEAN -> ValueText.readBoolean(text);
            case IP -> IpAddress.parse(text);
            case DATE -> ValueText.readInstant(text);
            default -> text;
        };
    }

    /** Whether a value (no list) is of this field's type. No number is {@code NaN} or infinite: JSON has no such value. */
    boolean accepts(Object value) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            return false;
        }
        return switch (type) {
            case LONG -> value instanceof Long;
            case DOUBLE -> value instanceof Double;
            case BOOLEAN -> value instanceof Boolean;
            case IP -> value instanceof IpAddress;
            case DATE -> value instanceof Instant;
            case ANY ->
                value instanceof String
                        || value instanceof Long
                        || value instanceof Double
                        || value instanceof Boolean
                        || value instanceof IpAddress
                        || value instanceof Instant;
            default -> value instanceof String;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
