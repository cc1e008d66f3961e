package dev.vedette.api.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event being written. The host hands a reusable draft to a parser, which sets fields; the host adds what it knows
 * (client, direction, ids) and freezes it. Not thread-safe; never keep one after the call that handed it over.
 *
 * <p>A draft has limits, so that one record cannot fill the memory: beyond {@link #maxFields()} fields, beyond
 * {@link #MAX_LIST} members of a list, or with text longer than {@link #maxText()} characters, the value is left out and
 * {@link #overflowed()} counts it; what the field had before stays. The raw record keeps everything.
 */
public final class EventDraft {
    /** The usual limit of fields in one event. */
    public static final int DEFAULT_MAX_FIELDS = 1_000;
    /** The usual limit of the characters of one value. */
    public static final int DEFAULT_MAX_TEXT = 32 * 1024;
    /** The most members of one list. */
    public static final int MAX_LIST = 1_000;

    /** The most events that {@link #nextEvent()} ends for one record. */
    public static final int MAX_EVENTS = 10_000;

    private static final Object EMPTY = new Object();
    private static final int USUAL = 64;

    private final int maxFields;
    private final int maxText;
    private int[] ids = new int[USUAL];
    private Object[] values = new Object[USUAL];
    private int size;
    private int[] slotOf = new int[1024]; // by field id: index into values + 1, or 0
    private final List<LogSource> logSources = new ArrayList<>(4);
    private final List<Event> finished = new ArrayList<>();
    private int overflowed;
    private RawRecord raw;

    /**
     * A draft with the usual limits.
     *
     * @param raw the record that the event is read from
     */
    public EventDraft(RawRecord raw) {
        this(raw, DEFAULT_MAX_FIELDS, DEFAULT_MAX_TEXT);
    }

    /**
     * A draft with limits of its own.
     *
     * @param raw the record that the event is read from
     * @param maxFields how many fields at most, at least 1
     * @param maxText how many characters (UTF-16 units) one value has at most, at least 1
     * @throws IllegalArgumentException if a limit is below 1
     */
    public EventDraft(RawRecord raw, int maxFields, int maxText) {
        if (maxFields < 1 || maxText < 1) {
            throw new IllegalArgumentException("the limits of a draft are at least 1");
        }
        this.raw = Objects.requireNonNull(raw, "raw");
        this.maxFields = maxFields;
        this.maxText = maxText;
    }

    /** How many fields an event may have. */
    public int maxFields() {
        return maxFields;
    }

    /** How many characters one value may have. */
    public int maxText() {
        return maxText;
    }

    /** How many values were left out because of the limits since the last {@link #reset}. */
    public int overflowed() {
        return overflowed;
    }

    /** The record that the event is read from. */
    public RawRecord raw() {
        return raw;
    }

    /**
     * Sets a field, replacing what it had.
     *
     * @param value one of the value types, no list; an {@code Integer} is widened to a {@code Long}, and a {@code Long}
     *     to a {@code Double} where the field wants one
     * @return this
     * @throws IllegalArgumentException if the value is not of the field's {@link Field#type()}; the draft is unchanged
     */
    public EventDraft set(Field field, Object value) {
        put(field, checked(field, value));
        return this;
    }

    /**
     * Sets a number; a {@link FieldType#DOUBLE} field takes it too.
     *
     * @throws IllegalArgumentException if the field holds no numbers
     */
    public EventDraft set(Field field, long value) {
        return set(field, field.type() == FieldType.DOUBLE ? (Object) (double) value : (Object) value);
    }

    /**
     * Sets a truth value.
     *
     * @throws IllegalArgumentException if the field holds no truth values
     */
    public EventDraft set(Field field, boolean value) {
        return set(field, (Object) value);
    }

    /**
     * Sets a field to a list in its order with its duplicates. A list of one member is the same as that member, an
     * empty list removes the field.
     *
     * @param members each one of the value types
     * @throws IllegalArgumentException if a member is not of the field's {@link Field#type()}; the draft is unchanged
     */
    public EventDraft setAll(Field field, List<?> members) {
        List<Object> list = new ArrayList<>(Math.min(members.size(), MAX_LIST));
        int leftOut = 0;
        for (Object member : members) {
            Object value = checked(field, member);
            if (list.size() == MAX_LIST || tooLong(value)) {
                leftOut++;
            } else {
                list.add(value);
            }
        }
        overflowed += leftOut;
        if (list.isEmpty()) {
            return remove(field);
        }
        put(field, list.size() == 1 ? list.get(0) : List.copyOf(list));
        return this;
    }

    /**
     * Reads text as a value of the field's type and sets it, as {@link Field#read} does.
     *
     * @return false, with the field unchanged, when the text is no value of that type
     */
    public boolean setText(Field field, String text) {
        Object value = field.read(text);
        if (value == null) {
            return false;
        }
        put(field, value);
        return true;
    }

    /**
     * Appends a value to a field: the first makes it a single value, further ones a list. Use {@link #setAll} where the
     * members are known at once; it copies less.
     *
     * @throws IllegalArgumentException if the value is not of the field's {@link Field#type()}; the draft is unchanged
     */
    public EventDraft add(Field field, Object value) {
        Object present = get(field);
        Object added = checked(field, value);
        if (present == null) {
            put(field, added);
            return this;
        }
        List<Object> old = Event.listOf(present);
        if (old.size() >= MAX_LIST || tooLong(added)) {
            overflowed++;
            return this;
        }
        List<Object> list = new ArrayList<>(old.size() + 1);
        list.addAll(old);
        list.add(added);
        put(field, List.copyOf(list));
        return this;
    }

    private static Object checked(Field field, Object value) {
        Object widened = field.type() == FieldType.DOUBLE && value instanceof Long number
                ? (Object) number.doubleValue()
                : value instanceof Integer number ? (Object) number.longValue() : value;
        if (widened instanceof List) {
            throw new IllegalArgumentException("field '" + field + "' was given a list; set lists with setAll");
        }
        if (!field.accepts(widened)) {
            throw new IllegalArgumentException("field '" + field + "' holds " + field.type() + ", not a "
                    + value.getClass().getSimpleName() + "; convert it, or set text with setText");
        }
        return widened;
    }

    private boolean tooLong(Object value) {
        return value instanceof String text && text.length() > maxText;
    }

    private void put(Field field, Object value) {
        if (tooLong(value)) {
            overflowed++;
            return;
        }
        int id = field.id();
        if (id >= slotOf.length) {
            slotOf = Arrays.copyOf(slotOf, Math.max(id + 1, slotOf.length * 2));
        }
        int slot = slotOf[id];
        if (slot > 0) {
            values[slot - 1] = value;
            return;
        }
        if (size == maxFields) {
            overflowed++;
            return;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        ids[size] = id;
        values[size] = value;
        slotOf[id] = ++size;
    }

    /** The value of a field (one of the value types or a list of them), or null if it is not set. */
    public @Nullable Object get(Field field) {
        int id = field.id();
        int slot = id < slotOf.length ? slotOf[id] : 0;
        return slot == 0 ? null : values[slot - 1];
    }

    /** The value of a field as text, the first one of a list, or null if it is not set. */
    public @Nullable String text(Field field) {
        Object value = get(field);
        Object first = value instanceof List<?> list ? list.get(0) : value;
        return first == null ? null : first.toString();
    }

    /** Whether a field is set. */
    public boolean has(Field field) {
        return get(field) != null;
    }

    /** Removes a field if it is set. */
    public EventDraft remove(Field field) {
        int id = field.id();
        int slot = id < slotOf.length ? slotOf[id] : 0;
        if (slot > 0) {
            slotOf[id] = 0;
            size--;
            if (slot - 1 != size) {
                ids[slot - 1] = ids[size];
                values[slot - 1] = values[size];
                slotOf[ids[slot - 1]] = slot;
            }
            values[size] = EMPTY;
        }
        return this;
    }

    /** The fields set so far, in no order that means anything. */
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            fields.add(Fields.byId(ids[i]));
        }
        return fields;
    }

    /** How many fields the event being written has. */
    public int size() {
        return size;
    }

    /** How many events {@link #nextEvent()} has ended. */
    public int ended() {
        return finished.size();
    }

    /** Sets the time at which it happened. */
    public EventDraft timestamp(Instant time) {
        return set(Event.TIMESTAMP, time);
    }

    /** Adds a log source, in Sigma's sense, that the event belongs to; one that it has already is not added again. */
    public EventDraft logSource(LogSource source) {
        if (!logSources.contains(Objects.requireNonNull(source, "source"))) {
            logSources.add(source);
        }
        return this;
    }

    /** The log sources added so far. */
    public List<LogSource> logSources() {
        return List.copyOf(logSources);
    }

    /**
     * Ends the event written so far and begins another of the same record, for records that hold several (a CloudTrail
     * file, a NetFlow datagram). Without a field set there is nothing to end, so it may stand between two events as well
     * as behind each.
     *
     * @throws IllegalStateException beyond {@link #MAX_EVENTS} events
     */
    public EventDraft nextEvent() {
        if (size == 0) {
            logSources.clear();
            return this;
        }
        if (finished.size() >= MAX_EVENTS) {
            throw new IllegalStateException("one record holds more than " + MAX_EVENTS + " events");
        }
        finished.add(freezeOne());
        clear();
        return this;
    }

    /** Forgets everything and starts on another record. */
    public void reset(RawRecord next) {
        clear();
        finished.clear();
        overflowed = 0;
        raw = Objects.requireNonNull(next, "next");
    }

    /** Loads an event, to add to it: what it has becomes the draft's content. */
    public void reset(Event event) {
        reset(event.raw());
        for (int i = 0; i < event.size(); i++) {
            put(event.field(i), event.value(i));
        }
        logSources.addAll(event.logSources());
    }

    private void clear() {
        for (int i = 0; i < size; i++) {
            slotOf[ids[i]] = 0;
        }
        if (size > 0) {
            values = new Object[USUAL]; // cheaper to write into than an old one, which the garbage collector watches
        }
        size = 0;
        logSources.clear();
    }

    /** The events ended by {@link #nextEvent()} and, if it has a field, the one being written. */
    public List<Event> freeze() {
        if (finished.isEmpty()) {
            return size == 0 ? List.of() : List.of(freezeOne());
        }
        List<Event> events = new ArrayList<>(finished);
        if (size > 0) {
            events.add(freezeOne());
        }
        return events;
    }

    private Event freezeOne() {
        int[] sorted = Arrays.copyOf(ids, size);
        Arrays.sort(sorted);
        Object[] ordered = new Object[size];
        for (int i = 0; i < size; i++) {
            ordered[i] = values[slotOf[sorted[i]] - 1];
        }
        return new Event(sorted, ordered, List.copyOf(logSources), raw);
    }
}
