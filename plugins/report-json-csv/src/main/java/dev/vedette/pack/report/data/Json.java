package dev.vedette.pack.report.data;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes JSON values. Not thread-safe. */
final class Json {
    private static final String HEX = "0123456789abcdef";

    private final Writer out;

    Json(Writer out) {
        this.out = out;
    }

    /** Punctuation; never content. */
    Json raw(String text) throws IOException {
        out.write(text);
        return this;
    }

    /** Numbers and truth values as themselves, lists as arrays, addresses and times as text. */
    Json value(@Nullable Object value) throws IOException {
        if (value == null) {
            out.write("null");
        } else if (value instanceof List<?> list) {
            String between = "[";
            for (Object member : list) {
                out.write(between);
                value(member);
                between = ", ";
            }
            out.write(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            out.write("null"); // JSON knows no infinity
        } else if (value instanceof Number || value instanceof Boolean) {
            out.write(value.toString());
        } else {
            text(value.toString());
        }
        return this;
    }

    private void text(String text) throws IOException {
        out.write('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.write('\\');
                out.write(c);
            } else if (c < ' ' || c == 0x7F || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c) || c == '<') {
                // '<' too, so that the text does no harm inside a page; surrogates, for a lone one is no UTF-8.
                out.write("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.write(HEX.charAt(c >> shift & 15));
                }
            } else {
                out.write(c);
            }
        }
        out.write('"');
    }
}
