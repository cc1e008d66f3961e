package dev.vedette.pack.report.html;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** Writes markup as given and text escaped. Not thread-safe. */
final class Markup {
    private final Writer out;

    Markup(Writer out) {
        this.out = out;
    }

    /** Markup of this pack's own; never content. */
    Markup raw(String markup) throws IOException {
        out.write(markup);
        return this;
    }

    /** Content, for between tags and inside quoted attributes alike. */
    Markup text(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '"' -> out.write("&quot;");
                case '\'' -> out.write("&#39;");
                default -> character(text, i, c);
            }
        }
        return this;
    }

    /** Characters that do not show, or that turn the text around them, are shown by their number. */
    private void character(String text, int index, char c) throws IOException {
        boolean control = (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
        boolean turns = c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
        if (control || turns || c == 0xFFFE || c == 0xFFFF || isLone(text, index, c)) {
            out.write("[U+" + String.format(Locale.ROOT, "%04X", (int) c) + "]");
        } else {
            out.write(c);
        }
    }

    private static boolean isLone(String text, int index, char c) {
        if (Character.isHighSurrogate(c)) {
            return index + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
