package dev.vedette.host.detect;

import java.util.Map;

/** Folded texts to numbers, asked with characters in an array so that no text needs to be made. Immutable. */
final class ExactTable {
    private final String[] keys; // a power of two of slots, "" with number -1 where free
    private final int[] numbers;

    ExactTable(Map<String, Integer> texts) {
        int size = Integer.highestOneBit(Math.max(2, texts.size())) * 4;
        keys = new String[size];
        numbers = new int[size];
        java.util.Arrays.fill(keys, "");
        java.util.Arrays.fill(numbers, -1);
        texts.forEach((text, number) -> {
            int slot = spread(text.hashCode()) & (size - 1);
            while (numbers[slot] >= 0) {
                slot = (slot + 1) & (size - 1);
            }
            keys[slot] = text;
            numbers[slot] = number;
        });
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 15;
    }

    /** The number of the text, or -1. */
    int find(char[] text, int length, int hash) {
        int slot = spread(hash) & (keys.length - 1);
        while (numbers[slot] >= 0) {
            if (isKey(keys[slot], text, length)) {
                return numbers[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return -1;
    }

    private static boolean isKey(String key, char[] text, int length) {
        if (key.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (key.charAt(i) != text[i]) {
                return false;
            }
        }
        return true;
    }
}
