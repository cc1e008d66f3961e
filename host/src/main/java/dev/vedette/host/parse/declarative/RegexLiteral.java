package dev.vedette.host.parse.declarative;

/** Finds a text that every match of an expression holds, so that most texts need no matching at all. */
final class RegexLiteral {
    private static final int SHORTEST = 2;

    private final String regex;
    private int at;
    private String best = "";
    private final StringBuilder run = new StringBuilder();

    private RegexLiteral(String regex) {
        this.regex = regex;
    }

    /** The longest such text, or an empty one when none is certain. */
    static String of(String regex) {
        // Inline flags, quoting, comments and references change what characters mean: then nothing is certain.
        if (regex.contains("(?i")
                || regex.contains("(?x")
                || regex.contains("\\Q")
                || regex.contains("(?-")
                || regex.contains("(?s")
                || regex.contains("(?m")
                || regex.contains("(?u")
                || regex.contains("(?d")
                || regex.contains("(?U")) {
            return "";
        }
        String found = new RegexLiteral(regex).read();
        return found.length() < SHORTEST ? "" : found;
    }

    private String read() {
        while (at < regex.length()) {
            char c = regex.charAt(at);
            switch (c) {
                case '|' -> {
                    return ""; // either side will do
                }
                case '(' -> {
                    end();
                    if (!skipGroup()) {
                        return "";
                    }
                }
                case '[' -> {
                    end();
                    if (!skipClass()) {
                        return "";
                    }
                }
                case '\\' -> {
                    if (at + 1 >= regex.length()) {
                        return "";
                    }
                    escape();
                }
                case '.', '^', '$' -> {
                    end();
                    at++;
                }
                case '?', '*', '+', '{' -> quantifier(c);
                case ')' -> {
                    return "";
                }
                default -> {
                    run.append(c);
                    at++;
                }
            }
        }
        end();
        return best;
    }

    private void end() {
        if (run.length() > best.length()) {
            best = run.toString();
        }
        run.setLength(0);
    }

    private void escape() {
        char c = regex.charAt(at + 1);
        if (Character.isLetterOrDigit(c)) { // a class, an anchor or a control character
            end();
            at += 2;
            if (c == 'p' || c == 'P' || c == 'x' || c == 'u' || c == 'k' || c == 'N') {
                while (at < regex.length()
                        && "{<".indexOf(regex.charAt(at)) < 0
                        && Character.isLetterOrDigit(regex.charAt(at))) {
                    at++;
                }
                int close = at < regex.length() && regex.charAt(at) == '{'
                        ? regex.indexOf('}', at)
                        : at < regex.length() && regex.charAt(at) == '<' ? regex.indexOf('>', at) : -1;
                at = close < 0 ? at : close + 1;
            } else if (c == 'c' || c == '0') {
                at = Math.min(regex.length(), at + 3);
            }
        } else {
            run.append(c);
            at += 2;
        }
    }

    private void quantifier(char c) {
        // What stands before it may be missing (? * {0,}) or repeated (+): then the run ends behind it.
        if (!run.isEmpty()) {
            char last = run.charAt(run.length() - 1);
            if (c != '+') {
                run.setLength(run.length() - (Character.isLowSurrogate(last) && run.length() > 1 ? 2 : 1));
            }
        }
        end();
        if (c == '{') {
            int close = regex.indexOf('}', at);
            at = close < 0 ? regex.length() : close + 1;
        } else {
            at++;
        }
    }

    private boolean skipGroup() {
        int depth = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '\\') {
                at += 2;
                continue;
            }
            if (c == '[') {
                if (!skipClass()) {
                    return false;
                }
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
            if (depth == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean skipClass() {
        int depth = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '\\') {
                at += 2;
                continue;
            }
            if (c == '[') {
                depth++;
                if (at + 1 < regex.length() && regex.charAt(at + 1) == '^') {
                    at++;
                }
                if (at + 1 < regex.length() && regex.charAt(at + 1) == ']') {
                    return false; // means different things in different dialects
                }
            } else if (c == ']') {
                depth--;
            }
            at++;
            if (depth == 0) {
                return true;
            }
        }
        return false;
    }
}
