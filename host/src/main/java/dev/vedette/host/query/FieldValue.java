package dev.vedette.host.query;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.FieldType;
import dev.vedette.api.event.Fields;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A field that a query names, and the conditions that values of its type make. */
public final class FieldValue {
    private final Field field;

    private FieldValue(Field field) {
        this.field = field;
    }

    /** The field of a name, or an error that says which it may have been. */
    static FieldValue of(int place, String name, String rest) throws QuerySyntaxException {
        String problem = problem(name);
        if (problem != null) {
            String token = rest.split("[\\s()\"]", 2)[0];
            throw QueryText.error(
                    place,
                    name.length(),
                    problem + (problem.endsWith(".") || problem.endsWith("?") ? " " : ". ")
                            + "To look for text with a colon in it, quote it: \"" + token + "\"");
        }
        Field field = Fields.ofContent(name);
        if (field == null) {
            throw QueryText.error(place, name.length(), "'" + name + "' is no field of any event");
        }
        if (field == SearchPlan.RAW) {
            throw QueryText.error(
                    place, name.length(), name + " is the raw record; its words are looked for without a field name");
        }
        return new FieldValue(field);
    }

    /** The conditions of a field. */
    public static FieldValue of(Field field) {
        return new FieldValue(field);
    }

    /** Why a name cannot be that of a field of events, with the nearest one that can; null if it can. */
    public static @Nullable String problem(String name) {
        if (name.equals(HostFields.SENDER.name())) {
            return null; // the host's own, though it stands below a root of ECS
        }
        String lower = name.toLowerCase(Locale.ROOT);
        String problem = Fields.problem(name);
        if (problem == null && !name.equals(lower) && isEcs(lower)) {
            return "field names tell capitals from small letters; did you mean '" + lower + "'?";
        }
        if (problem == null && name.indexOf('.') < 0 && !isEcs(name)) {
            return "'" + name + "' is no field";
        }
        return problem;
    }

    private static boolean isEcs(String name) {
        Field field = Fields.problem(name) == null ? Fields.ofContent(name) : null;
        return field != null && field.isEcs();
    }

    private String types() {
        return switch (field.type()) {
            case LONG -> "whole numbers";
            case DOUBLE -> "numbers";
            case BOOLEAN -> "true or false";
            case IP -> "IP addresses";
            case DATE -> "times, such as 2026-11-22 or 2026-11-22T10:05:00Z";
            default -> "text";
        };
    }

    private QuerySyntaxException wrong(int place, String value) {
        return QueryText.error(place, value.length(), "'" + value + "' does not fit: " + field + " holds " + types());
    }

    /** A value that was typed without quotes: it may have wildcards or be a network. */
    Condition token(int place, String token) throws QuerySyntaxException {
        if (token.equals("*")) {
            return new Condition.Exists(field);
        }
        if (Escapes.hasWildcard(token)) {
            return wildcard(place, token);
        }
        String value = Escapes.resolve(token);
        boolean network = value.indexOf('/') > 0 && Cidr.parse(value) != null;
        if (network && field.type() == FieldType.IP) {
            return new Condition.Cidr(field, value);
        }
        if (network && field.type() == FieldType.ANY) {
            return new Condition.Or(List.of(new Condition.Cidr(field, value), new Condition.Equal(field, value)));
        }
        return equal(place, value);
    }

    private Condition wildcard(int place, String token) throws QuerySyntaxException {
        switch (field.type()) {
            case KEYWORD, TEXT, ANY:
                return new Condition.Wildcard(field, token);
            case IP:
                throw QueryText.error(
                        place,
                        token.length(),
                        "addresses take networks, not wildcards: " + field + ":" + networkFor(token));
            default:
                throw QueryText.error(
                        place,
                        token.length(),
                        "wildcards go with text, and " + field + " holds " + types() + "; use a range, as in " + field
                                + ":[1 TO 5] or " + field + ":>=1");
        }
    }

    private static String networkFor(String token) {
        String[] octets = token.split("\\.", -1);
        StringBuilder network = new StringBuilder();
        int known = 0;
        for (int i = 0; i < 4; i++) {
            boolean number = known == i && i < octets.length && octets[i].matches("\\d{1,3}");
            known += number ? 1 : 0;
            network.append(i == 0 ? "" : ".").append(number ? octets[i] : "0");
        }
        return known == 0 ? "10.0.0.0/8" : network + "/" + 8 * known;
    }

    /** A value that is meant literally. */
    public Condition equal(int place, String value) throws QuerySyntaxException {
        switch (field.type()) {
            case TEXT:
                if (Words.of(value).isEmpty()) {
                    throw QueryText.error(
                            place,
                            value.length(),
                            field + " is searched by words, and this holds no letter or digit; use a wildcard, as in "
                                    + field + ":*--*");
                }
                return new Condition.Equal(field, value);
            case DATE:
                TimeText time = time(place, value);
                return time.start().equals(time.end())
                        ? new Condition.Equal(field, time.start().toString())
                        : new Condition.Range(
                                field, time.start().toString(), time.end().toString(), true, false);
            default:
                if (field.read(value) == null) {
                    throw wrong(place, value);
                }
                return new Condition.Equal(field, value);
        }
    }

    private TimeText time(int place, String value) throws QuerySyntaxException {
        TimeText time = TimeText.parse(value);
        Instant exact = time == null && field.read(value) instanceof Instant read ? read : null;
        if (time == null && exact == null) {
            throw wrong(place, value);
        }
        return exact != null ? new TimeText(exact, exact) : Objects.requireNonNull(time);
    }

    /** A range; a bound that is null is open. */
    public Condition range(
            int lowerAt,
            @Nullable String lower,
            boolean lowerInclusive,
            int upperAt,
            @Nullable String upper,
            boolean upperInclusive)
            throws QuerySyntaxException {
        if (lower == null && upper == null) {
            return new Condition.Exists(field);
        }
        if (field.type() == FieldType.TEXT || field.type() == FieldType.BOOLEAN) {
            throw QueryText.error(lowerAt, 1, field + " holds " + types() + " and takes no range");
        }
        if (field.type() == FieldType.DATE) {
            return dates(lowerAt, lower, lowerInclusive, upperAt, upper, upperInclusive);
        }
        check(lowerAt, lower);
        check(upperAt, upper);
        return new Condition.Range(field, lower, upper, lowerInclusive, upperInclusive);
    }

    private void check(int place, @Nullable String bound) throws QuerySyntaxException {
        if (bound == null) {
            return;
        }
        boolean fits = switch (field.type()) {
            case LONG, DOUBLE -> Numbers.parse(bound) != null;
            case IP -> IpAddress.parse(bound) != null;
            default -> true;
        };
        if (!fits) {
            throw wrong(place, bound);
        }
    }

    /** A day or minute as a bound is meant whole: inside if inclusive, outside if not. */
    private Condition dates(
            int lowerAt,
            @Nullable String lower,
            boolean lowerInclusive,
            int upperAt,
            @Nullable String upper,
            boolean upperInclusive)
            throws QuerySyntaxException {
        String from = null;
        boolean withFrom = lowerInclusive;
        if (lower != null) {
            TimeText time = time(lowerAt, lower);
            boolean exact = time.start().equals(time.end());
            from = (lowerInclusive ? time.start() : time.end()).toString();
            withFrom = lowerInclusive || !exact;
        }
        String to = null;
        boolean withTo = upperInclusive;
        if (upper != null) {
            TimeText time = time(upperAt, upper);
            boolean exact = time.start().equals(time.end());
            to = (upperInclusive ? time.end() : time.start()).toString();
            withTo = upperInclusive && exact;
        }
        return new Condition.Range(field, from, to, withFrom, withTo);
    }
}
