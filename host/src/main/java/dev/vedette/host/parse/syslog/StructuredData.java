package dev.vedette.host.parse.syslog;

import java.util.LinkedHashMap;
import java.util.Map;

/** STRUCTURED-DATA of RFC 5424, section 6.3. */
final class StructuredData {
    private StructuredData() {}

    /** Where the elements that begin at {@code from} end, or -1 when they are not well-formed. */
    static int end(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == '[') {
            boolean quoted = false;
            int i = at + 1;
            for (; i < text.length(); i++) {
                char c = text.charAt(i);
                if (quoted && c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (!quoted && c == ']') {
                    break;
                } else if (!quoted && c == '[') {
                    return -1;
                }
            }
            if (i >= text.length() || i == at + 1) {
                return -1;
            }
            at = i + 1;
        }
        return at == from ? -1 : at;
    }

    /** The parameters by element and name; of a name given twice the last value. */
    static Map<String, Map<String, String>> read(String text, int from) {
        Map<String, Map<String, String>> elements = new LinkedHashMap<>();
        int at = from;
        while (at < text.length() && text.charAt(at) == '[') {
            int idEnd = at + 1;
            while (idEnd < text.length() && text.charAt(idEnd) != ' ' && text.charAt(idEnd) != ']') {
                idEnd++;
            }
            Map<String, String> parameters =
                    elements.computeIfAbsent(text.substring(at + 1, idEnd), id -> new LinkedHashMap<>());
            at = idEnd;
            while (at < text.length() && text.charAt(at) != ']') {
                at = parameter(text, at, parameters);
            }
            at++;
        }
        return elements;
    }

    private static int parameter(String text, int from, Map<String, String> parameters) {
        int nameFrom = from;
        while (nameFrom < text.length() && text.charAt(nameFrom) == ' ') {
            nameFrom++;
        }
        int at = nameFrom;
        while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ']' && text.charAt(at) != ' ') {
            at++;
        }
        if (at + 1 >= text.length() || text.charAt(at) != '=' || text.charAt(at + 1) != '"') {
            return Math.max(at, from + 1); // a name without a value: no parameter
        }
        String name = text.substring(nameFrom, at);
        StringBuilder value = new StringBuilder();
        for (at += 2; at < text.length() && text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            char next = at + 1 < text.length() ? text.charAt(at + 1) : '\0';
            if (c == '\\' && (next == '"' || next == '\\' || next == ']')) {
                value.append(next);
                at++;
            } else {
                value.append(c);
            }
        }
        parameters.put(name, value.toString());
        return at + 1;
    }
}
