package dev.vedette.packs.netflow;

import dev.vedette.api.event.Field;

/** An information element: what a field of a template means. */
final class Element {
    final int enterprise;
    final int id;
    final char kind;
    /** Where its value goes when ECS has no place for it. */
    final Field field;

    Element(int enterprise, int id, String name, char kind) {
        this.enterprise = enterprise;
        this.id = id;
        this.kind = kind;
        this.field = Field.of("netflow." + snakeCase(name));
    }

    /** {@code sourceIPv4Address} becomes {@code source_ipv4_address}. */
    static String snakeCase(String name) {
        StringBuilder text = new StringBuilder();
        String plain = name.replace("IPv", "Ipv");
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean wordStarts = Character.isUpperCase(c)
                    && i > 0
                    && (!Character.isUpperCase(plain.charAt(i - 1))
                            || (i + 1 < plain.length() && Character.isLowerCase(plain.charAt(i + 1))));
            if (wordStarts) {
                text.append('_');
            }
            text.append(Character.toLowerCase(c));
        }
        return text.toString();
    }
}
