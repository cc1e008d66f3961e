package dev.vedette.host.store;

import dev.vedette.host.query.Folding;
import dev.vedette.host.query.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.util.BytesRef;

/** The words of some texts, as {@link Words} says what a word is, one after the other without building strings. */
final class WordStream extends TokenStream {
    private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
    private final BytesRef word = new BytesRef();
    private final List<String> texts = new ArrayList<>();
    private byte[] buffer = new byte[256];
    private String text = "";
    private int nextText;
    private int at;

    void clear() {
        texts.clear();
    }

    void add(String more) {
        texts.add(more);
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    @Override
    public void reset() {
        nextText = 0;
        text = "";
        at = 0;
    }

    @Override
    public boolean incrementToken() {
        while (true) {
            if (at < text.length()) {
                if (next()) {
                    return true;
                }
            } else if (nextText < texts.size()) {
                text = texts.get(nextText++);
                at = 0;
            } else {
                return false;
            }
        }
    }

    /** Moves behind the next word of the text; false if there is none. */
    private boolean next() {
        int end = text.length();
        int i = at;
        while (i < end && !Words.isPart(text.charAt(i))) {
            if (text.charAt(i) >= 128 && Words.isPart(text.codePointAt(i))) {
                break;
            }
            i++;
        }
        int start = i;
        int length = 0;
        while (i < end && length < Words.MAX_LENGTH) {
            char c = text.charAt(i);
            if (c >= 128) {
                return nextUnicode(start);
            }
            if (!Words.isPart(c)) {
                break;
            }
            buffer[length++] = (byte) Folding.fold(c);
            i++;
        }
        at = i;
        return emit(buffer, length);
    }

    private boolean nextUnicode(int start) {
        int i = start;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            int next = i + Character.charCount(codePoint);
            if (!Words.isPart(codePoint) || next - start > Words.MAX_LENGTH) {
                break;
            }
            i = next;
        }
        at = i;
        byte[] utf8 = Folding.fold(text.substring(start, i)).getBytes(StandardCharsets.UTF_8);
        return emit(utf8, utf8.length);
    }

    private boolean emit(byte[] bytes, int length) {
        if (length == 0) {
            return false;
        }
        clearAttributes();
        word.bytes = bytes;
        word.offset = 0;
        word.length = length;
        term.setBytesRef(word);
        return true;
    }
}
