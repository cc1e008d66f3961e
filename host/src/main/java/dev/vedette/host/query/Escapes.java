package dev.vedette.host.query;

/** Backslashes outside quotes: one takes the meaning of the next character away. */
final class Escapes {
    private Escapes() {}

    /** The text without its backslashes; one that nothing follows stays. */
    static String resolve(String token) {
        if (token.indexOf('\\') < 0) {
            return token;
        }
        StringBuilder out = new StringBuilder(token.length());
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) == '\\' && i + 1 < token.length()) {
                i++;
            }
            out.append(token.charAt(i));
        }
        return out.toString();
    }

    /** Whether a star or question mark stands there that no backslash precedes. */
    static boolean hasWildcard(String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '*' || c == '?') {
                return true;
            }
        }
        return false;
    }
}
