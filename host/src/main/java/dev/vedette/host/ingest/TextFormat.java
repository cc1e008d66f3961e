package dev.vedette.host.ingest;

import java.util.List;

/** How the text of a file is cut into records, decided from its beginning. */
enum TextFormat {
    /** A record a line; also NDJSON, where a broken line must not break the others. */
    LINES,
    /** JSON values that go over several lines, in an array, or in a wrapper as {@code {"Records": [...]}}. */
    JSON;

    /** So many bytes of a file are enough to decide. */
    static final int HEAD = 256 * 1024;

    /** Those that {@link JsonSplitter} takes apart, whatever their number of lines. */
    private static final List<String> WRAPPERS = List.of("\"events\"", "\"Records\"", "\"records\"");

    static TextFormat of(byte[] head) {
        int at = nonSpace(head, 0);
        int inside = nonSpace(head, at + 1);
        if (at >= head.length || inside >= head.length) {
            return LINES;
        }
        if (head[at] == '[') { // many text logs begin with a bracket too
            return head[inside] == '{' ? JSON : LINES;
        }
        if (head[at] != '{' || (head[inside] != '"' && head[inside] != '}')) {
            return LINES;
        }
        return WRAPPERS.stream().anyMatch(name -> isWrapper(head, inside, name)) || !firstLineIsWhole(head, at)
                ? JSON
                : LINES;
    }

    private static int nonSpace(byte[] head, int from) {
        int at = from;
        while (at < head.length
                && (head[at] == ' '
                        || head[at] == '\n'
                        || head[at] == '\r'
                        || head[at] == '\t'
                        || (at < 3 && head[at] < -16))) { // a byte-order mark
            at++;
        }
        return at;
    }

    private static boolean isWrapper(byte[] head, int from, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (from + i >= head.length || head[from + i] != name.charAt(i)) {
                return false;
            }
        }
        int colon = nonSpace(head, from + name.length());
        int bracket = nonSpace(head, colon + 1);
        return bracket < head.length && head[colon] == ':' && head[bracket] == '[';
    }

    /** Whether all braces that the first line opens are closed at its end. */
    private static boolean firstLineIsWhole(byte[] head, int from) {
        int depth = 0;
        boolean string = false;
        for (int i = from; i < head.length; i++) {
            byte b = head[i];
            if (b == '\n') {
                return depth == 0;
            } else if (string) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    string = false;
                }
            } else if (b == '"') {
                string = true;
            } else {
                depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
            }
        }
        return depth == 0;
    }
}
