package dev.vedette.host.parse.declarative;

import dev.vedette.api.parse.GuardedPattern;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Compiles the actions that make one text of another. */
final class RewriteCompiler {
    private static final int MAX_REPLACEMENTS = 1_000;

    private final Scope scope;

    RewriteCompiler(Scope scope) {
        this.scope = scope;
    }

    Action replace(YamlMap map) throws YamlException {
        map.allow(Set.of("field", "find", "pattern", "with", "to"));
        YamlNode field = map.require("field");
        Place from = scope.place(field, field.asText("field"));
        String to = map.text("to");
        Target target = to == null ? scope.target(field, field.asText("field")) : scope.target(map.require("to"), to);
        String with = map.requireText("with");
        String find = map.text("find");
        YamlNode pattern = map.get("pattern");
        if ((find == null) == (pattern == null)) {
            throw map.error("'replace' has either 'find' (plain text) or 'pattern' (a regular expression)");
        }
        Template source = new Template.Copy(from);
        if (find != null) {
            if (find.isEmpty()) {
                throw map.require("find").error("'find' is empty");
            }
            return new Rewrite("replace", source, target, text -> text.replace(find, with));
        }
        YamlNode regex = map.require("pattern");
        try {
            GuardedPattern compiled = GuardedPattern.of(regex.asText("pattern"));
            return new Rewrite("replace", source, target, text -> replaceAll(compiled, text, with));
        } catch (PatternSyntaxException e) {
            throw regex.error("the expression is not valid: " + e.getDescription());
        }
    }

    /** Replaces every place that matches; {@code $1} to {@code $9} stand for groups. */
    private static String replaceAll(GuardedPattern pattern, String text, String with) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int count = 0; count < MAX_REPLACEMENTS && at <= text.length(); count++) {
            String rest = text.substring(at);
            // Behind the first match an anchor at the beginning must not match again.
            MatchResult match = count > 0 && pattern.regex().startsWith("^") ? null : pattern.find(rest);
            if (match == null) {
                break;
            }
            out.append(rest, 0, match.start());
            expand(out, with, match);
            if (match.end() == match.start()) {
                if (match.end() < rest.length()) {
                    out.append(rest.charAt(match.end()));
                }
                at += match.end() + 1;
            } else {
                at += match.end();
            }
        }
        return at < text.length() ? out.append(text, at, text.length()).toString() : out.toString();
    }

    private static void expand(StringBuilder out, String with, MatchResult match) {
        for (int i = 0; i < with.length(); i++) {
            char c = with.charAt(i);
            int group = c == '$' && i + 1 < with.length() ? with.charAt(i + 1) - '0' : -1;
            if (group >= 0 && group <= 9) {
                String value = group <= match.groupCount() ? match.group(group) : null;
                out.append(value == null ? "" : value);
                i++;
            } else {
                out.append(c);
            }
        }
    }

    Action split(YamlMap map) throws YamlException {
        map.allow(Set.of("from", "separator", "to"));
        YamlNode from = map.require("from");
        String separator = map.requireText("separator");
        if (separator.isEmpty()) {
            throw map.require("separator").error("'separator' is empty");
        }
        Target to = scope.target(map.require("to"), map.requireText("to"));
        return new Rewrite(
                "split", Template.source(scope, from, from.asText("from")), to, text -> members(text, separator));
    }

    private static Object members(String text, String separator) {
        List<Object> members = new ArrayList<>();
        int at = 0;
        while (at <= text.length() && members.size() < Frame.MAX_LIST) {
            int end = text.indexOf(separator, at);
            end = end < 0 ? text.length() : end;
            String member = text.substring(at, end).strip();
            if (!member.isEmpty()) {
                members.add(member);
            }
            at = end + separator.length();
        }
        return members.isEmpty() ? "" : members.size() == 1 ? members.get(0) : members;
    }

    Action join(YamlMap map) throws YamlException {
        map.allow(Set.of("from", "separator", "to"));
        List<Template> from = new ArrayList<>();
        YamlNode node = map.require("from");
        for (String name : node.asTexts("from")) {
            from.add(Template.source(scope, node, name));
        }
        return new Join(
                List.copyOf(from),
                map.requireText("separator"),
                scope.target(map.require("to"), map.requireText("to")));
    }

    Action decode(String name, YamlMap map) throws YamlException {
        List<Action> all = new ArrayList<>();
        for (Map.Entry<String, YamlNode> entry : map.entries().entrySet()) {
            YamlNode to = entry.getValue();
            all.add(new Rewrite(
                    name,
                    Template.source(scope, to, entry.getKey()),
                    scope.target(to, to.asText(name)),
                    name.equals("urldecode") ? RewriteCompiler::urlDecoded : RewriteCompiler::hexDecoded));
        }
        return new Several(List.copyOf(all));
    }

    private static @Nullable Object urlDecoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Text in hex, as Linux audit records hold it: zero bytes between arguments become blanks. */
    private static @Nullable Object hexDecoded(String text) {
        try {
            byte[] bytes = HexFormat.of().parseHex(text);
            String decoded = new String(bytes, StandardCharsets.UTF_8);
            return decoded.replace('\0', ' ').strip();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
