package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.FieldType;
import dev.vedette.api.event.IpAddress;
import dev.vedette.host.parse.time.CivilTime;
import dev.vedette.host.parse.time.StampReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From what a record gives to a value of a type. */
enum Conversion {
    /** As it is. */
    NONE,
    TEXT,
    LONG,
    DOUBLE,
    BOOLEAN,
    IP,
    DATE,
    HEX;

    /** The names that authors write. */
    static final Map<String, Conversion> BY_NAME = Map.ofEntries(
            Map.entry("text", TEXT),
            Map.entry("keyword", TEXT),
            Map.entry("int", LONG),
            Map.entry("long", LONG),
            Map.entry("float", DOUBLE),
            Map.entry("double", DOUBLE),
            Map.entry("bool", BOOLEAN),
            Map.entry("boolean", BOOLEAN),
            Map.entry("ip", IP),
            Map.entry("date", DATE),
            Map.entry("hex", HEX));

    private static final Field AS_LONG = Field.of("event.sequence");
    private static final Field AS_DOUBLE = Field.of("event.risk_score");
    private static final Field AS_BOOLEAN = Field.of("file.code_signature.valid");

    static Conversion of(FieldType type) {
        return switch (type) {
            case KEYWORD, TEXT -> TEXT;
            case LONG -> LONG;
            case DOUBLE -> DOUBLE;
            case BOOLEAN -> BOOLEAN;
            case IP -> IP;
            case DATE -> DATE;
            default -> NONE;
        };
    }

    /** Whether a value of this conversion may stand in a field of that one. */
    boolean fits(Conversion field) {
        return field == NONE || field == this || (this == HEX && field == LONG) || (this == LONG && field == DOUBLE);
    }

    /** The value, or null when the text is none of this type. */
    @Nullable
    Object read(String text) {
        return switch (this) {
            case NONE, TEXT -> text;
            case LONG -> readLong(text);
            case DOUBLE -> AS_DOUBLE.read(text);
            case BOOLEAN -> AS_BOOLEAN.read(text);
            case IP -> IpAddress.parse(text);
            case DATE -> readDate(text);
            case HEX -> readHex(text);
        };
    }

    /** The same for a value that is typed already. */
    @Nullable
    Object convert(Object value) {
        if (value instanceof String text) {
            return read(text);
        }
        return switch (this) {
            case NONE -> value;
            case TEXT -> value.toString();
            case LONG, HEX ->
                value instanceof Long
                        ? value
                        : value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e18
                                ? (Object) number.longValue()
                                : null;
            case DOUBLE -> value instanceof Number number ? (Object) number.doubleValue() : null;
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case IP -> value instanceof IpAddress ? value : null;
            case DATE -> value instanceof Instant ? value : null;
        };
    }

    /** The same for a list, without the members that do not fit. */
    @Nullable
    Object convertAll(Object value) {
        if (!(value instanceof List<?> list)) {
            return convert(value);
        }
        List<Object> converted = new ArrayList<>(list.size());
        for (Object member : list) {
            Object one = convert(member);
            if (one != null) {
                converted.add(one);
            }
        }
        return converted.isEmpty() ? null : converted.size() == 1 ? converted.get(0) : converted;
    }

    private static @Nullable Object readLong(String text) {
        int length = text.length();
        if (length > 0 && length < 10) { // the usual case, without a detour
            int value = 0;
            for (int i = 0; i < length; i++) {
                int digit = text.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    return AS_LONG.read(text);
                }
                value = value * 10 + digit;
            }
            return (long) value;
        }
        return AS_LONG.read(text);
    }

    private static @Nullable Object readHex(String text) {
        int from = text.startsWith("0x") || text.startsWith("0X") ? 2 : 0;
        try {
            return text.length() == from ? null : (Object) Long.parseUnsignedLong(text, from, text.length(), 16);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Object readDate(String text) {
        StampReader reader = new StampReader();
        int end = reader.iso(text, 0);
        CivilTime time = reader.time();
        return end == text.length() ? time.instant(ZoneOffset.UTC, Instant.EPOCH) : null;
    }
}
