package dev.vedette.host.parse.declarative;

import org.jspecify.annotations.Nullable;

/** {@code key=value} pairs. */
record KeyValue(
        Template from, String pair, String separator, String quotes, Duplicates duplicates, boolean spaces, Keys keys)
        implements Action {
    /** What becomes of a key that comes again. */
    enum Duplicates {
        LIST,
        FIRST,
        LAST
    }

    @Override
    public Result run(Frame frame) {
        String text = from.text(frame);
        if (text == null) {
            return Result.OK;
        }
        Scan scan = new Scan(text);
        int pairs = 0;
        while (scan.next()) {
            pairs++;
            Keys.Node node = keys.top().child(scan.key);
            if (node != null && !scan.value.isEmpty()) {
                set(frame, node, scan.value);
            }
        }
        return pairs == 0 ? frame.fail("there is no key" + separator + "value in the text") : Result.OK;
    }

    private void set(Frame frame, Keys.Node node, String value) {
        switch (duplicates) {
            case LIST -> {
                if (node.has(frame)) {
                    node.add(frame, value);
                } else {
                    node.set(frame, value);
                }
            }
            case FIRST -> {
                if (!node.has(frame)) {
                    node.set(frame, value);
                }
            }
            case LAST -> node.set(frame, value);
        }
    }

    @Override
    public boolean writes(String name) {
        return keys.writes(name);
    }

    private boolean isBlankPair() {
        return pair.equals(" ");
    }

    /** Walks over one text. */
    private final class Scan {
        private final String text;
        private int at;
        String key = "";
        String value = "";

        Scan(String text) {
            this.text = text;
        }

        boolean next() {
            while (at < text.length()) {
                skipPairs();
                int sign = text.indexOf(separator, at);
                if (sign < 0) {
                    return false;
                }
                int keyFrom = keyStart(at, sign);
                int keyEnd = sign;
                while (keyEnd > keyFrom && text.charAt(keyEnd - 1) == ' ') {
                    keyEnd--;
                }
                at = sign + separator.length();
                key = text.substring(keyFrom, keyEnd);
                value = value();
                if (!key.isEmpty()) {
                    return true;
                }
            }
            return false;
        }

        /** Words without a value may stand before the key. */
        private int keyStart(int from, int sign) {
            int end = sign;
            while (isBlankPair() && end > from && isBlank(text.charAt(end - 1))) {
                end--;
            }
            if (!isBlankPair()) {
                int before = text.lastIndexOf(pair, end - 1);
                int start = before >= from ? before + pair.length() : from;
                while (start < end && isBlank(text.charAt(start))) {
                    start++;
                }
                return start;
            }
            int start = end;
            while (start > from && !isBlank(text.charAt(start - 1))) {
                start--;
            }
            return start;
        }

        private void skipPairs() {
            if (isBlankPair()) {
                while (at < text.length() && isBlank(text.charAt(at))) {
                    at++;
                }
            } else {
                while (text.startsWith(pair, at)) {
                    at += pair.length();
                }
            }
        }

        private String value() {
            if (!isBlankPair() || !separator.isBlank()) {
                int mark = at;
                while (!isBlankPair() && at < text.length() && text.charAt(at) == ' ') {
                    at++;
                }
                if (at >= text.length()) {
                    at = mark;
                }
            }
            if (at < text.length() && quotes.indexOf(text.charAt(at)) >= 0) {
                String quoted = quoted(text.charAt(at));
                if (quoted != null) {
                    return quoted;
                }
            }
            int end = spaces ? beforeNextKey() : pairEnd(at);
            String found = text.substring(at, end);
            at = end;
            return isBlankPair() && !spaces ? found : found.strip();
        }

        private int pairEnd(int from) {
            if (!isBlankPair()) {
                int end = text.indexOf(pair, from);
                return end < 0 ? text.length() : end;
            }
            int end = from;
            while (end < text.length() && !isBlank(text.charAt(end))) {
                end++;
            }
            return end;
        }

        /** The value runs on until a word that is followed by the separator. */
        private int beforeNextKey() {
            int sign = text.indexOf(separator, pairEnd(at));
            while (sign >= 0) {
                int start = keyStart(at, sign);
                if (start > at && start < sign && isKey(start, sign)) {
                    int end = start - (isBlankPair() ? 1 : pair.length());
                    return Math.max(at, end);
                }
                sign = text.indexOf(separator, sign + separator.length());
            }
            return text.length();
        }

        private boolean isKey(int from, int to) {
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                if (!Character.isLetterOrDigit(c) && c != '_' && c != '.' && c != '-') {
                    return false;
                }
            }
            return true;
        }

        /** The text between quotes, or null when they are not closed. */
        private @Nullable String quoted(char quote) {
            StringBuilder unescaped = null;
            int from = at + 1;
            for (int i = from; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == quote) {
                    at = i + 1;
                    return unescaped == null ? text.substring(from, i) : unescaped.toString();
                }
                boolean escape = c == '\\'
                        && i + 1 < text.length()
                        && (text.charAt(i + 1) == quote || text.charAt(i + 1) == '\\');
                if (escape) {
                    if (unescaped == null) {
                        unescaped = new StringBuilder(text.substring(from, i));
                    }
                    c = text.charAt(++i);
                }
                if (unescaped != null) {
                    unescaped.append(c);
                }
            }
            return null;
        }

        private boolean isBlank(char c) {
            return c == ' ' || c == '\t' || c == '\n' || c == '\r';
        }
    }
}
