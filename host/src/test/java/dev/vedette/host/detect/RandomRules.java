package dev.vedette.host.detect;

import dev.vedette.api.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rules and events over a tiny alphabet, so that they meet often; the same for the same seed. */
final class RandomRules {
    private static final String[] LETTERS = {"a", "b", "A", "B", "\\", "-", "/", "é", "É", "😀", "1", "0", " ", "."};
    private static final String[] FIELDS = {"f", "g", "h", "source.ip", "nowhere"};
    private static final String[] MODIFIERS = {
        "",
        "",
        "",
        "|contains",
        "|contains",
        "|startswith",
        "|endswith",
        "|contains|all",
        "|cased",
        "|contains|cased",
        "|endswith|cased",
        "|startswith|cased",
        "|windash",
        "|contains|windash",
        "|neq",
        "|contains|neq",
        "|base64offset|contains",
        "|wide|base64offset|contains",
        "|re",
        "|re|i",
        "|lt",
        "|gte",
        "|exists",
        "|cidr",
        "|fieldref",
        "|fieldref|contains",
        "|fieldref|startswith|neq",
        "|all"
    };
    private static final String[] EXPRESSIONS = {
        "a+b",
        "^a",
        "b$",
        "(ab|ba)",
        "a.b",
        "[ab]{2}",
        "(?:aa)?b",
        "\\d",
        "a(b|1)+",
        "^[^a]*$",
        "(ab)*1",
        "é|É",
        "-a?/",
        "(a|b)1{1,2}",
        "(?i)AB",
        "x|ab",
        "(?!a)b",
        "a\\.b",
        "ab{0}1",
        "(a(b|-)|/)"
    };
    private static final String[] NETWORKS = {"10.0.0.0/8", "10.1.0.0/16", "::/0", "0.0.0.0/0", "10.1.2.3"};

    private final Random random;

    RandomRules(long seed) {
        random = new Random(seed);
    }

    private <T> T one(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private String text(int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.append(one(LETTERS));
        }
        return text.toString();
    }

    String rule(int number) {
        StringBuilder detection = new StringBuilder();
        int searches = 1 + random.nextInt(3);
        for (int s = 0; s < searches; s++) {
            detection.append("  s").append(s).append(":\n");
            int kind = random.nextInt(10);
            if (kind == 0) {
                detection.append("    - ").append(quoted(pattern(3, true))).append("\n");
            } else {
                boolean list = kind <= 3;
                int items = 1 + random.nextInt(3);
                List<String> keys = new ArrayList<>();
                for (int i = 0; i < items; i++) {
                    String item = item();
                    String key = item.substring(0, item.indexOf(':'));
                    if (list || !keys.contains(key)) {
                        keys.add(key);
                        detection.append(list ? "    - " : "    ").append(item).append("\n");
                    }
                }
            }
        }
        return "title: Random " + number + "\nid: rule-" + number + "\nlogsource:\n  product: test\ndetection:\n"
                + detection + "  condition: " + condition(searches) + "\n";
    }

    private String condition(int searches) {
        String[] conditions = {
            "s0",
            "not s0",
            "1 of s*",
            "all of them",
            "not (1 of s*)",
            "s0 or not s" + (searches - 1),
            "s0 and not s" + (searches - 1),
            "not s0 and s" + (searches - 1),
            "all of s* or (s0 and not 1 of s*)"
        };
        return one(conditions);
    }

    private String item() {
        String modifiers = one(MODIFIERS);
        String field = one(FIELDS);
        String key = field + modifiers + ": ";
        if (modifiers.contains("exists")) {
            return key + random.nextBoolean();
        }
        if (modifiers.contains("lt") || modifiers.contains("gte")) {
            return key + random.nextInt(20);
        }
        if (modifiers.contains("cidr")) {
            return key + quoted(one(NETWORKS));
        }
        if (modifiers.contains("fieldref")) {
            return key + one(FIELDS);
        }
        if (modifiers.isEmpty() && random.nextInt(6) == 0) {
            return key + (random.nextBoolean() ? "null" : String.valueOf(random.nextInt(20)));
        }
        boolean several = modifiers.contains("all") || random.nextInt(3) == 0;
        List<String> values = new ArrayList<>();
        for (int v = several ? 2 + random.nextInt(3) : 1; v > 0; v--) {
            boolean encoded = modifiers.contains("base64") || modifiers.contains("wide");
            values.add(quoted(
                    modifiers.contains("re")
                            ? one(EXPRESSIONS)
                            : encoded ? "a" + text(3).replace("\\", "") : pattern(4, false)));
        }
        return key + (several ? values.toString() : values.getFirst());
    }

    private String pattern(int longest, boolean notEmpty) {
        StringBuilder pattern = new StringBuilder(notEmpty ? "a" : "");
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            int kind = random.nextInt(12);
            pattern.append(kind == 0 ? "*" : kind == 1 ? "?" : kind == 2 ? "\\*" : one(LETTERS));
        }
        return pattern.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    Event event() {
        List<Object> values = new ArrayList<>();
        for (String field : new String[] {"f", "g", "h"}) {
            if (random.nextInt(5) > 0) {
                values.add(field);
                values.add(random.nextInt(5) == 0 ? List.of(value(), value()) : value());
            }
        }
        if (random.nextBoolean()) {
            values.add("source.ip");
            values.add(dev.vedette.api.event.IpAddress.parse(
                    random.nextBoolean() ? "10.1.2." + random.nextInt(5) : "::1"));
        }
        return Events.of(values.toArray());
    }

    private Object value() {
        return switch (random.nextInt(8)) {
            case 0 -> (long) random.nextInt(20);
            case 1 -> random.nextInt(40) / 4.0;
            case 2 ->
                "YWI" + text(2)
                        + java.util.Base64.getEncoder()
                                .encodeToString(text(4).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            case 3 -> text(8) + "*" + text(2);
            default -> text(7);
        };
    }
}
