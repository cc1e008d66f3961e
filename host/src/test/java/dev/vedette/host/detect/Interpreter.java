package dev.vedette.host.detect;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import dev.vedette.host.detect.sigma.Expression;
import dev.vedette.host.detect.sigma.RegexSyntax;
import dev.vedette.host.detect.sigma.SigmaDocument;
import dev.vedette.host.detect.sigma.SigmaReader;
import dev.vedette.host.detect.sigma.SigmaRule;
import dev.vedette.host.detect.sigma.TextPattern;
import dev.vedette.host.detect.sigma.ValueTest;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A plain interpreter of the tree, as slow as it is simple: everything is a regular expression of the JDK. It shares
 * nothing with the index but the tree and the field resolution.
 */
record Interpreter(SigmaRule rule, FieldResolution resolution) {
    static Interpreter of(String yaml) {
        return new Interpreter(
                ((SigmaDocument.Accepted) SigmaReader.read("rule.yml", yaml).getFirst()).rule(),
                FieldResolution.standard());
    }

    boolean matches(Event event) {
        return event.logSources().stream().anyMatch(source -> source.satisfies(rule.logSource()))
                && holds(rule.expression(), event);
    }

    private boolean holds(Expression expression, Event event) {
        return switch (expression) {
            case Expression.And and -> and.parts().stream().allMatch(part -> holds(part, event));
            case Expression.Or or -> or.parts().stream().anyMatch(part -> holds(part, event));
            case Expression.Not not -> !holds(not.part(), event);
            case Expression.Search search -> holds(search.body(), event);
            case Expression.Item item -> {
                List<Boolean> answers = item.values().stream()
                        .map(value -> value.tests().stream().anyMatch(test -> holds(item.field(), test, event)))
                        .toList();
                yield (item.all() ? !answers.contains(false) : answers.contains(true)) != item.negated();
            }
        };
    }

    private boolean holds(String field, ValueTest test, Event event) {
        if (field == null) {
            return texts(event).stream().anyMatch(value -> holds(test, value, event));
        }
        List<Object> values = values(field, event);
        return test instanceof ValueTest.Presence presence
                ? presence.present() == !values.isEmpty()
                : values.stream().anyMatch(value -> holds(test, value, event));
    }

    private List<Object> values(String field, Event event) {
        return resolution.candidates(rule.logSource(), field).stream()
                .filter(event::has)
                .findFirst()
                .map(event::values)
                .orElse(List.of());
    }

    private static List<Object> texts(Event event) {
        List<Object> texts = new ArrayList<>();
        for (int i = 0; i < event.size(); i++) {
            if (Keywords.includes(event.field(i))) {
                texts.addAll(event.values(event.field(i)));
            }
        }
        if (!event.has(Field.of("event.original")) && !event.raw().text().startsWith("{")) {
            texts.add(event.raw().text());
        }
        return texts;
    }

    private boolean holds(ValueTest test, Object value, Event event) {
        String text = text(value);
        return switch (test) {
            case ValueTest.Text wanted ->
                Pattern.compile(regex(wanted.pattern()), flags(wanted.cased()))
                        .matcher(text)
                        .matches();
            case ValueTest.Regex regex ->
                Pattern.compile(
                                RegexSyntax.toJava(regex.regex()),
                                Pattern.UNIX_LINES
                                        | (regex.flags().contains(ValueTest.Regex.Flag.IGNORE_CASE)
                                                ? flags(false) & ~Pattern.DOTALL
                                                : 0)
                                        | (regex.flags().contains(ValueTest.Regex.Flag.MULTI_LINE)
                                                ? Pattern.MULTILINE
                                                : 0)
                                        | (regex.flags().contains(ValueTest.Regex.Flag.DOT_ALL) ? Pattern.DOTALL : 0))
                        .matcher(text)
                        .find();
            case ValueTest.Cidr cidr -> {
                IpAddress address = IpAddress.parse(text);
                yield address != null && address.isIn(cidr.network(), cidr.prefixLength());
            }
            case ValueTest.Compare compare -> compare(compare, text);
            case ValueTest.FieldReference reference ->
                values(reference.field(), event).stream()
                        .map(Interpreter::text)
                        .anyMatch(other -> Pattern.compile(
                                        (reference.openStart() ? ".*" : "")
                                                + Pattern.quote(other)
                                                + (reference.openEnd() ? ".*" : ""),
                                        flags(reference.cased()))
                                .matcher(text)
                                .matches());
            case ValueTest.Presence presence -> throw new AssertionError("presence of a keyword: " + presence);
        };
    }

    private static String text(Object value) {
        return value instanceof Double number
                ? new BigDecimal(number).stripTrailingZeros().toPlainString()
                : value.toString();
    }

    private static boolean compare(ValueTest.Compare compare, String text) {
        String number = text;
        if (compare.part() != null) {
            if (!text.matches("\\d{4}-\\d\\d-\\d\\d.\\d\\d:\\d\\d:\\d\\d.*")) {
                return false;
            }
            OffsetDateTime time = OffsetDateTime.parse(text.substring(0, 10) + "T" + text.substring(11, 19) + "Z")
                    .withOffsetSameInstant(ZoneOffset.UTC);
            number = String.valueOf(
                    switch (compare.part()) {
                        case MINUTE -> time.getMinute();
                        case HOUR -> time.getHour();
                        case DAY -> time.getDayOfMonth();
                        case WEEK -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
                        case MONTH -> time.getMonthValue();
                        case YEAR -> time.getYear();
                    });
        }
        return number.matches("\\s*[+-]?\\d+(\\.\\d+)?\\s*")
                && compare.order()
                        .accepts(new BigDecimal(number.strip())
                                .compareTo(new BigDecimal(compare.number().toString())));
    }

    private static int flags(boolean cased) {
        return Pattern.DOTALL | (cased ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String regex(TextPattern pattern) {
        StringBuilder regex = new StringBuilder();
        for (TextPattern.Part part : pattern.parts()) {
            regex.append(
                    switch (part) {
                        case TextPattern.Literal literal -> Pattern.quote(literal.text());
                        case TextPattern.Mark.ANY -> ".*";
                        case TextPattern.Mark.ONE -> ".";
                        case TextPattern.Mark.DASH -> "[-/\u2013\u2014\u2015]";
                    });
        }
        return regex.toString();
    }
}
