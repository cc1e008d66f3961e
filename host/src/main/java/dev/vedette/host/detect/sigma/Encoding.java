package dev.vedette.host.detect.sigma;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The modifiers that turn text into bytes and bytes into base64. */
final class Encoding {
    private static final int[] START = {0, 2, 3};
    private static final int[] CUT = {0, 3, 2};

    private Encoding() {}

    static byte[] utf16(String text, Modifier modifier) {
        Charset charset = modifier == Modifier.UTF16BE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        byte[] encoded = text.getBytes(charset);
        if (modifier != Modifier.UTF16) {
            return encoded;
        }
        byte[] marked = new byte[encoded.length + 2];
        marked[0] = (byte) 0xFF;
        marked[1] = (byte) 0xFE;
        System.arraycopy(encoded, 0, marked, 2, encoded.length);
        return marked;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * How the bytes look inside a longer base64 text, at each of the three places where they can begin; the characters
     * that also depend on what stands before and after are cut off.
     */
    static List<String> base64Offsets(byte[] bytes) {
        List<String> variants = new ArrayList<>(3);
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[bytes.length + shift];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String encoded = base64(shifted);
            int end = encoded.length() - CUT[shifted.length % 3];
            if (START[shift] < end) {
                variants.add(encoded.substring(START[shift], end));
            }
        }
        return List.copyOf(variants);
    }
}
