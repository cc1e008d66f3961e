package dev.vedette.host.parse.declarative;

import dev.vedette.api.parse.GuardedPattern;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** One expression with the targets of its groups. */
record RegexPattern(GuardedPattern pattern, String literal, List<GroupTarget> groups) {
    /** What a group gives. */
    record GroupTarget(int group, Target target) {}

    /**
     * Compiles one.
     *
     * @param fields names of the groups in order, or null where the groups are named in the expression
     */
    static RegexPattern compile(
            Scope scope, YamlNode at, String regex, @Nullable List<String> fields, boolean ignoreCase)
            throws YamlException {
        List<String> names = new ArrayList<>();
        String plain = unnamed(regex, names);
        GuardedPattern pattern;
        try {
            pattern = GuardedPattern.of(plain, ignoreCase ? Pattern.CASE_INSENSITIVE : 0, GuardedPattern.DEFAULT_STEPS);
        } catch (PatternSyntaxException e) {
            throw at.error(
                    "the expression is not valid: " + e.getDescription() + " near character " + (e.getIndex() + 1));
        }
        int count = pattern.pattern().matcher("").groupCount();
        List<GroupTarget> targets = new ArrayList<>();
        List<String> given = fields == null ? names : fields;
        if (fields != null && !names.stream().allMatch(String::isEmpty)) {
            throw at.error("name the groups either in the expression or in 'fields', not both");
        }
        for (int group = 0; group < Math.min(count, given.size()); group++) {
            String name = given.get(group);
            if (!name.isEmpty()) {
                targets.add(new GroupTarget(group + 1, scope.target(at, name)));
            }
        }
        return new RegexPattern(pattern, ignoreCase ? "" : RegexLiteral.of(plain), List.copyOf(targets));
    }

    /** Takes the names out of {@code (?<name>...)}, since Java allows no dots in them; one entry for each group. */
    private static String unnamed(String regex, List<String> names) {
        StringBuilder out = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            out.append(c);
            if (c == '\\' && i + 1 < regex.length()) {
                out.append(regex.charAt(++i));
            } else if (c == '[') {
                inClass = true;
            } else if (c == ']') {
                inClass = false;
            } else if (c == '(' && !inClass) {
                if (!regex.startsWith("?", i + 1)) {
                    names.add("");
                } else if (regex.startsWith("?<", i + 1)
                        && !regex.startsWith("?<=", i + 1)
                        && !regex.startsWith("?<!", i + 1)) {
                    int close = regex.indexOf('>', i);
                    if (close > 0) {
                        names.add(regex.substring(i + 3, close));
                        i = close;
                    }
                }
            }
        }
        return out.toString();
    }

    /** How many groups it has. */
    int groupCount() {
        return pattern.pattern().matcher("").groupCount();
    }

    @Nullable
    MatchResult match(String text) {
        return !literal.isEmpty() && !text.contains(literal) ? null : pattern.find(text);
    }

    void set(Frame frame, MatchResult match) {
        for (GroupTarget one : groups) {
            String value = match.group(one.group);
            if (value != null) {
                one.target.text(frame, value);
            }
        }
    }
}
