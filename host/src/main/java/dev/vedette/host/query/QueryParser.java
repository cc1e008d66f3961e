package dev.vedette.host.query;

import dev.vedette.api.event.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Recursive descent over the text: or, and, not, primary. */
final class QueryParser {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_PARTS = 500;

    private final QueryText text;
    private final int length;
    private int depth;
    private int parts;

    QueryParser(String text) {
        this.text = new QueryText(text);
        this.length = text.length();
    }

    /** Reads a condition that stands alone. */
    Condition parse() throws QuerySyntaxException {
        Condition condition = upToPipe();
        if (text.isAtPipe()) {
            throw QueryText.error(
                    text.at(),
                    1,
                    "only a condition belongs here; pipes go with a search (vedette search, or the search page)");
        }
        return condition;
    }

    /** Reads a condition up to the first pipe, or the end. */
    Condition upToPipe() throws QuerySyntaxException {
        if (length > MAX_LENGTH) {
            throw QueryText.error(MAX_LENGTH, 1, "a query has at most " + MAX_LENGTH + " characters");
        }
        text.skipSpace();
        refuseOtherLanguages();
        if (text.isAtEnd() || text.isAtPipe()) {
            return new Condition.Everything();
        }
        Condition condition = or();
        text.skipSpace();
        if (!text.isAtEnd() && !text.isAtPipe()) {
            throw QueryText.error(text.at(), 1, "this parenthesis closes nothing; remove it");
        }
        return condition;
    }

    /** Where it is. */
    int at() {
        return text.at();
    }

    private void refuseOtherLanguages() throws QuerySyntaxException {
        if (text.nextToken().equalsIgnoreCase("select")) {
            throw QueryText.error(
                    text.at(),
                    6,
                    "this is AQL (SELECT ... FROM events), and conditions such as user.name:root belong here; to look"
                            + " for the word, quote it: \"select\"");
        }
    }

    private Condition or() throws QuerySyntaxException {
        List<Condition> alternatives = new ArrayList<>();
        alternatives.add(and());
        while (takeOperator("OR", "||")) {
            alternatives.add(and());
        }
        return alternatives.size() == 1 ? alternatives.get(0) : new Condition.Or(alternatives);
    }

    private Condition and() throws QuerySyntaxException {
        List<Condition> all = new ArrayList<>();
        all.add(not());
        while (true) {
            text.skipSpace();
            if (takeOperator("AND", "&&")) {
                all.add(not());
            } else if (isAtEnd() || isOr()) {
                return all.size() == 1 ? all.get(0) : new Condition.And(all);
            } else {
                all.add(not());
            }
        }
    }

    /** Nothing more of a condition comes. */
    private boolean isAtEnd() {
        return text.isAtEnd() || text.peek() == ')' || text.isAtPipe();
    }

    private boolean isOr() {
        int place = text.at();
        boolean or = text.takeWord("OR") || text.takeWord("||");
        text.goTo(place);
        return or;
    }

    private boolean takeOperator(String word, String sign) throws QuerySyntaxException {
        text.skipSpace();
        int place = text.at();
        if (!text.takeWord(word) && !text.takeWord(sign)) {
            return false;
        }
        text.skipSpace();
        if (isAtEnd()) {
            throw QueryText.error(place, text.at() - place, "something must follow " + word);
        }
        return true;
    }

    private Condition not() throws QuerySyntaxException {
        text.skipSpace();
        int place = text.at();
        boolean minus = (text.peek() == '-' || text.peek() == '!')
                && text.peek(1) != QueryText.END
                && !Character.isWhitespace(text.peek(1));
        if (minus) {
            text.skip(1);
        }
        if (!minus && !text.takeWord("NOT")) {
            return primary();
        }
        enter(place);
        text.skipSpace();
        if (isAtEnd()) {
            throw QueryText.error(place, text.at() - place, "something must follow NOT");
        }
        Condition condition = new Condition.Not(not());
        depth--;
        return condition;
    }

    private void enter(int place) throws QuerySyntaxException {
        if (++depth > MAX_DEPTH) {
            throw QueryText.error(place, 1, "a query nests at most " + MAX_DEPTH + " levels deep");
        }
    }

    private Condition primary() throws QuerySyntaxException {
        int place = text.at();
        if (++parts > MAX_PARTS) {
            throw QueryText.error(place, 1, "a query has at most " + MAX_PARTS + " conditions");
        }
        switch (text.peek()) {
            case '(':
                enter(place);
                text.skip(1);
                text.skipSpace();
                if (text.peek() == ')') {
                    throw QueryText.error(place, 2, "there is nothing between these parentheses");
                }
                Condition inside = or();
                close(place);
                depth--;
                return inside;
            case ')':
                throw QueryText.error(place, 1, "a condition is missing in front of this parenthesis");
            case '"':
                return FreeText.phrase(place, text.quoted());
            case '|':
                throw QueryText.error(place, 1, "a condition is missing in front of this |");
            default:
                return word(place);
        }
    }

    private void close(int opened) throws QuerySyntaxException {
        text.skipSpace();
        if (text.peek() != ')') {
            throw QueryText.error(opened, 1, "this parenthesis is never closed; put a ) behind the last condition");
        }
        text.skip(1);
    }

    private Condition word(int place) throws QuerySyntaxException {
        String token = text.nextToken();
        int colon = colon(token);
        if (colon < 0) {
            text.token();
            refuseOperator(place, token);
            return FreeText.word(place, token);
        }
        if (colon == 0) {
            throw QueryText.error(place, 1, "a field name is missing in front of this colon, as in user.name:root");
        }
        FieldValue field =
                FieldValue.of(place, Escapes.resolve(token.substring(0, colon)), text.between(place, length));
        text.skip(colon + 1);
        return value(field);
    }

    /** Where the colon behind a field name is, or -1 if the token is text. */
    private static int colon(String token) {
        boolean text = IpAddress.parse(token) != null
                || Cidr.parse(token) != null
                || token.matches("(?i)[0-9a-f]{2}(:[0-9a-f]{2}){5}")
                || token.matches("\\d{1,2}:\\d\\d(:\\d\\d)?");
        if (text) {
            return -1;
        }
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) == '\\') {
                i++;
            } else if (token.charAt(i) == ':') {
                return i;
            }
        }
        return -1;
    }

    private static void refuseOperator(int place, String token) throws QuerySyntaxException {
        String upper = token.toUpperCase(Locale.ROOT);
        if (upper.equals("AND")
                || upper.equals("OR")
                || upper.equals("NOT")
                || token.equals("&&")
                || token.equals("||")) {
            throw QueryText.error(
                    place,
                    token.length(),
                    token.equals(upper)
                            ? "a condition is missing in front of " + token
                            : "write " + upper + " in capitals, or \"" + token + "\" in quotes to look for the word");
        }
    }

    /** What stands behind the colon. */
    private Condition value(FieldValue field) throws QuerySyntaxException {
        int place = text.at();
        switch (text.peek()) {
            case '"':
                return field.equal(place, text.quoted());
            case '[':
            case '{':
                return range(field);
            case '(':
                return group(field);
            case '<':
            case '>':
                return comparison(field);
            default:
                String token = text.token();
                if (token.isEmpty()) {
                    throw QueryText.error(
                            place - 1,
                            1,
                            "a value is missing behind this colon; * finds every event that has the field");
                }
                return field.token(place, token);
        }
    }

    private Condition comparison(FieldValue field) throws QuerySyntaxException {
        int place = text.at();
        boolean lower = text.peek() == '>';
        boolean inclusive = text.peek(1) == '=';
        text.skip(inclusive ? 2 : 1);
        int bound = text.at();
        String value = bound();
        if (value.isEmpty()) {
            throw QueryText.error(place, inclusive ? 2 : 1, "a value must follow at once, as in >=1024");
        }
        return lower
                ? field.range(bound, value, inclusive, bound, null, false)
                : field.range(bound, null, false, bound, value, inclusive);
    }

    private String bound() throws QuerySyntaxException {
        return text.peek() == '"' ? text.quoted() : Escapes.resolve(text.token());
    }

    private Condition range(FieldValue field) throws QuerySyntaxException {
        int place = text.at();
        boolean lowerInclusive = text.peek() == '[';
        text.skip(1);
        text.skipSpace();
        int lowerAt = text.at();
        String lower = bound();
        text.skipSpace();
        if (!text.takeWord("TO")) {
            throw QueryText.error(
                    place, 1, "a range is written [1 TO 5], or {1 TO 5} without its ends; * is an open end");
        }
        text.skipSpace();
        int upperAt = text.at();
        String upper = rangeEnd();
        text.skipSpace();
        if (text.peek() != ']' && text.peek() != '}') {
            throw QueryText.error(place, 1, "this range is never closed; put a ] behind its upper end");
        }
        boolean upperInclusive = text.peek() == ']';
        text.skip(1);
        return field.range(
                lowerAt,
                lower.equals("*") ? null : lower,
                lowerInclusive,
                upperAt,
                upper.equals("*") ? null : upper,
                upperInclusive);
    }

    private String rangeEnd() throws QuerySyntaxException {
        if (text.peek() == '"') {
            return text.quoted();
        }
        int start = text.at();
        String token = text.token();
        int end = Math.max(token.lastIndexOf(']'), token.lastIndexOf('}'));
        if (end < 0) {
            return token;
        }
        text.goTo(start + end);
        return token.substring(0, end);
    }

    /** Several values of one field: {@code user.name:(root OR admin)}. */
    private Condition group(FieldValue field) throws QuerySyntaxException {
        int place = text.at();
        enter(place);
        text.skip(1);
        Condition any = groupOr(field, place);
        close(place);
        depth--;
        return any;
    }

    private Condition groupOr(FieldValue field, int opened) throws QuerySyntaxException {
        List<Condition> any = new ArrayList<>();
        List<Condition> all = new ArrayList<>();
        while (true) {
            text.skipSpace();
            if (text.isAtEnd() || text.peek() == ')') {
                throw QueryText.error(opened, 1, "values are missing here, as in user.name:(root OR admin)");
            }
            all.add(groupValue(field));
            if (takeOperator("AND", "&&")) {
                continue;
            }
            boolean or = takeOperator("OR", "||");
            text.skipSpace();
            if (or || text.peek() == ')' || text.isAtEnd()) {
                any.add(all.size() == 1 ? all.get(0) : new Condition.And(all));
                all = new ArrayList<>();
            }
            if (!or && all.isEmpty()) {
                return any.size() == 1 ? any.get(0) : new Condition.Or(any);
            }
        }
    }

    private Condition groupValue(FieldValue field) throws QuerySyntaxException {
        if (++parts > MAX_PARTS) {
            throw QueryText.error(text.at(), 1, "a query has at most " + MAX_PARTS + " conditions");
        }
        text.skipSpace();
        int place = text.at();
        if (text.takeWord("NOT")) {
            enter(place);
            Condition not = new Condition.Not(groupValue(field));
            depth--;
            return not;
        }
        refuseOperator(place, text.nextToken());
        return value(field);
    }
}
