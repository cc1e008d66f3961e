package dev.vedette.host.query;

/** Words without a field. */
final class FreeText {
    private FreeText() {}

    static Condition phrase(int place, String words) throws QuerySyntaxException {
        if (Words.of(words).isEmpty()) {
            throw QueryText.error(
                    place,
                    words.length() + 2,
                    "free text is searched by words, and this holds no letter or digit; name a field, as in"
                            + " message:*--*");
        }
        return new Condition.Text(words);
    }

    static Condition word(int place, String token) throws QuerySyntaxException {
        if (token.equals("*")) {
            return new Condition.Everything();
        }
        if (!Escapes.hasWildcard(token)) {
            return phrase(place, Escapes.resolve(token));
        }
        if (!Pattern.of(token).isOneWord()) {
            throw QueryText.error(
                    place,
                    token.length(),
                    "in free text a wildcard goes with a single word of letters and digits, as in fail*; name a field"
                            + " to match more, as in url.path:" + token);
        }
        return new Condition.TextWildcard(token);
    }
}
