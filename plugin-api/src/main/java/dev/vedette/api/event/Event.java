package dev.vedette.api.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One event or flow record, read-only and thread-safe: fields with their values, the log sources it belongs to, and the
 * raw record it was read from. Two events are equal when fields, values and log sources are; the raw record does not
 * count. Only an {@link EventDraft} makes one.
 */
public final class Event {
    /** When it happened, by the source's own clock; ECS {@code @timestamp}. */
    public static final Field TIMESTAMP = Field.of("@timestamp");
    /** Unique for ever; derived from the record's position in the journal; ECS {@code event.id}. */
    public static final Field ID = Field.of("event.id");

    private final int[] ids; // ascending
    private final Object[] values;
    private final List<LogSource> logSources;
    private final RawRecord raw;

    Event(int[] ids, Object[] values, List<LogSource> logSources, RawRecord raw) {
        this.ids = ids;
        this.values = values;
        this.logSources = logSources;
        this.raw = raw;
    }

    /** How many fields it has. */
    public int size() {
        return ids.length;
    }

    /**
     * The field at an index, in no order that means anything.
     *
     * @param index from 0, below {@link #size()}
     * @throws IndexOutOfBoundsException if the index is not of that range
     */
    public Field field(int index) {
        return Fields.byId(ids[index]);
    }

    /**
     * The value at an index: one of the value types or a list of them.
     *
     * @throws IndexOutOfBoundsException if the index is not from 0, below {@link #size()}
     */
    public Object value(int index) {
        return values[index];
    }

    /** The value of a field (one of the value types or a list of them), or null if the event does not have it. */
    public @Nullable Object get(Field field) {
        int index = Arrays.binarySearch(ids, field.id());
        return index < 0 ? null : values[index];
    }

    /** Whether the event has this field. */
    public boolean has(Field field) {
        return Arrays.binarySearch(ids, field.id()) >= 0;
    }

    /** The values of a field, immutable: empty, one, or the members of its list in their order. */
    public List<Object> values(Field field) {
        return listOf(get(field));
    }

    static List<Object> listOf(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List) {
            @SuppressWarnings("unchecked") // EventDraft lets only List<Object> of value types in
            List<Object> list = (List<Object>) value;
            return list;
        }
        return List.of(value);
    }

    /** The value of a field as text, the first one of a list, or null if the event does not have it. */
    public @Nullable String text(Field field) {
        Object value = first(field);
        return value == null ? null : value.toString();
    }

    /**
     * The number in a field, the first one of a list, or {@code otherwise} where there is none; a fraction is cut off.
     */
    public long number(Field field, long otherwise) {
        return first(field) instanceof Number number ? number.longValue() : otherwise;
    }

    /** The address in a field, the first one of a list, or null where there is none. */
    public @Nullable IpAddress ip(Field field) {
        return first(field) instanceof IpAddress address ? address : null;
    }

    private @Nullable Object first(Field field) {
        Object value = get(field);
        return value instanceof List<?> list ? list.get(0) : value;
    }

    /** When it happened ({@link #TIMESTAMP}); when it was received if the source gave no time. */
    public Instant timestamp() {
        return get(TIMESTAMP) instanceof Instant time ? time : raw.receivedAt();
    }

    /** Its unique id, or an empty string as long as the host has given none (in a parser's test). */
    public String id() {
        return get(ID) instanceof String id ? id : "";
    }

    /** The log sources, in Sigma's sense, that this event belongs to; often several, sometimes none. Immutable. */
    public List<LogSource> logSources() {
        return logSources;
    }

    /** The record this was read from. */
    public RawRecord raw() {
        return raw;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Event event
                && Arrays.equals(ids, event.ids)
                && Arrays.equals(values, event.values)
                && logSources.equals(event.logSources);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(ids), Arrays.hashCode(values));
    }

    /** Names and count of the fields, never their content: events do not belong in logs. */
    @Override
    public String toString() {
        return "Event[" + id() + ", " + ids.length + " fields, " + logSources + "]";
    }
}
