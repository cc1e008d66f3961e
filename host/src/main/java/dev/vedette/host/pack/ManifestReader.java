package dev.vedette.host.pack;

import dev.vedette.host.yaml.Yaml;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.YamlList;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** Reads {@code pack.yml}; every complaint names file, line and column. */
final class ManifestReader {
    private static final int FORMAT = 1;
    private static final int MAX_TEXT = 200;
    private static final List<String> KEYS = List.of(
            "pack",
            "id",
            "version",
            "title",
            "requires",
            "provides",
            "config",
            "capabilities",
            "budget",
            "license",
            "maintainers",
            "deprecated");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z0-9]+(-[a-z0-9]+)*)+");
    private static final Pattern CLASS =
            Pattern.compile("([\\p{L}_$][\\p{L}\\p{N}_$]*\\.)+[\\p{L}_$][\\p{L}\\p{N}_$]*");

    private ManifestReader() {}

    static PackManifest read(String path, String text) throws PackRefusedException {
        try {
            return manifest(Yaml.readMap(path, text));
        } catch (YamlException e) {
            throw new PackRefusedException(PackCode.MANIFEST_INVALID, String.valueOf(e.getMessage()));
        }
    }

    private static PackManifest manifest(YamlMap map) throws YamlException, PackRefusedException {
        map.allow(KEYS);
        if (map.number("pack", FORMAT) != FORMAT) {
            throw map.require("pack").error("this host reads pack format " + FORMAT + ", not " + map.text("pack"));
        }
        PackId id = id(map);
        YamlMap requires = map.require("requires").asMap("requires");
        requires.allow(List.of("api", "host", "ecs"));
        YamlNode api = requires.require("api");
        YamlNode host = requires.get("host");
        String apiRange = range(api, "requires.api");
        String hostRange = host == null ? null : range(host, "requires.host");
        Map<String, List<PackManifest.Pattern>> provides = new LinkedHashMap<>();
        Map<String, List<String>> java = new LinkedHashMap<>();
        provides(map, provides, java);
        return new PackManifest(
                id,
                line(map.require("title"), "title"),
                apiRange,
                hostRange,
                requires.text("ecs"),
                provides,
                java,
                map.text("config"),
                capabilities(map.get("capabilities")),
                budget(map.get("budget")),
                map.text("license"),
                map.texts("maintainers"),
                deprecated(map.get("deprecated")));
    }

    private static PackId id(YamlMap map) throws YamlException {
        String id = map.requireText("id");
        if (!ID.matcher(id).matches() || id.length() > MAX_TEXT) {
            throw map.require("id")
                    .error("'" + id + "' is no pack id; write it as reverse DNS in lower case, such as"
                            + " com.acme.cisco-asa");
        }
        String version = map.requireText("version");
        if (!Semver.isValid(version) || !Character.isDigit(version.charAt(0)) || version.length() > MAX_TEXT) {
            throw map.require("version")
                    .error("'" + version + "' is no semantic version; write three numbers, such as 1.4.0");
        }
        return new PackId(id, version);
    }

    private static String range(YamlNode node, String what) throws YamlException, PackRefusedException {
        String text = node.asText(what);
        String complaint = Compatibility.complaint(text);
        if (complaint != null) {
            throw new PackRefusedException(PackCode.RANGE_OPEN, node.place() + ": '" + what + "' is " + complaint);
        }
        return text;
    }

    private static void provides(
            YamlMap map, Map<String, List<PackManifest.Pattern>> files, Map<String, List<String>> java)
            throws YamlException {
        YamlNode node = map.get("provides");
        if (node == null) {
            return;
        }
        YamlMap provides = node.asMap("provides");
        List<String> kinds = new ArrayList<>(PackManifest.KINDS);
        kinds.add("java");
        provides.allow(kinds);
        for (Map.Entry<String, YamlNode> entry : provides.entries().entrySet()) {
            if (entry.getKey().equals("java")) {
                java(entry.getValue().asMap("java"), java);
                continue;
            }
            List<PackManifest.Pattern> patterns = new ArrayList<>();
            for (YamlNode item : items(entry.getValue())) {
                patterns.add(new PackManifest.Pattern(item.asText(entry.getKey()), item.place()));
            }
            files.put(entry.getKey(), List.copyOf(patterns));
        }
    }

    private static void java(YamlMap points, Map<String, List<String>> java) throws YamlException {
        points.allow(ExtensionPoints.names());
        for (Map.Entry<String, YamlNode> point : points.entries().entrySet()) {
            List<String> classes = new ArrayList<>();
            for (YamlNode item : items(point.getValue())) {
                String name = item.asText(point.getKey());
                if (!CLASS.matcher(name).matches()) {
                    throw item.error("'" + name + "' is no class name with its package; an inner class has a $");
                }
                if (classes.contains(name)) {
                    throw item.error("the class '" + name + "' stands twice");
                }
                classes.add(name);
            }
            if (!classes.isEmpty()) {
                java.put(point.getKey(), List.copyOf(classes));
            }
        }
    }

    private static PackManifest.Capabilities capabilities(@Nullable YamlNode node) throws YamlException {
        if (node == null) {
            return PackManifest.Capabilities.NONE;
        }
        YamlMap map = node.asMap("capabilities");
        map.allow(List.of("network", "files", "secrets", "index_read", "respond"));
        return new PackManifest.Capabilities(
                map.texts("network"),
                map.texts("files"),
                map.texts("secrets"),
                map.flag("index_read", false),
                map.texts("respond"));
    }

    private static PackManifest.Limits budget(@Nullable YamlNode node) throws YamlException {
        if (node == null) {
            return PackManifest.Limits.USUAL;
        }
        YamlMap map = node.asMap("budget");
        map.allow(List.of("parse_ms", "heap_mb"));
        long most = Budget.PARSER.hard().toMillis();
        int parse = (int) within(map, "parse_ms", Budget.PARSER.soft().toMillis(), most);
        Integer heap = map.get("heap_mb") == null ? null : (int) within(map, "heap_mb", 1, Integer.MAX_VALUE);
        return new PackManifest.Limits(parse, heap);
    }

    private static long within(YamlMap map, String key, long otherwise, long most) throws YamlException {
        long value = map.number(key, otherwise);
        if (value < 1 || value > most) {
            throw map.require(key).error("'" + key + "' is from 1 to " + most + ", not " + value);
        }
        return value;
    }

    private static PackManifest.@Nullable Deprecation deprecated(@Nullable YamlNode node) throws YamlException {
        if (node == null) {
            return null;
        }
        YamlMap map = node.asMap("deprecated");
        map.allow(List.of("since", "description", "replaced_by"));
        return new PackManifest.Deprecation(
                map.text("since"), line(map.require("description"), "description"), map.text("replaced_by"));
    }

    private static List<YamlNode> items(YamlNode node) {
        return node instanceof YamlList list ? list.items() : List.of(node);
    }

    private static String line(YamlNode node, String what) throws YamlException {
        String text = node.asText(what).strip();
        if (text.isEmpty() || text.length() > MAX_TEXT || text.indexOf('\n') >= 0) {
            throw node.error("'" + what + "' is one line of 1 to " + MAX_TEXT + " characters");
        }
        return text;
    }
}
