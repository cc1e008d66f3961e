package dev.vedette.host.config;

import dev.vedette.host.yaml.Yaml;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads configuration into a record: defaults, then the file, then the environment. */
public final class ConfigLoader {
    private static final String PREFIX = "VEDETTE_";

    /** Variables that are for the launcher and the tests, not settings. */
    private static final List<String> OTHERS = List.of(
            "VEDETTE_DATA",
            "VEDETTE_HOME",
            "VEDETTE_JAVA_HOME",
            "VEDETTE_JAVA_OPTS",
            "VEDETTE_REQUIRE",
            "VEDETTE_SYSLOG_NG",
            "VEDETTE_TEST_DATA");

    private ConfigLoader() {}

    /**
     * Reads a configuration.
     *
     * @param defaults the settings where nothing is said
     * @param file the YAML file, or null for none; a file that is there and empty is fine
     * @param environment the process's environment
     * @throws ConfigException naming file, line and column, or the variable, and what would be right
     */
    public static <R extends Record> R load(R defaults, @Nullable Path file, Map<String, String> environment)
            throws ConfigException {
        try {
            YamlNode.YamlMap map = file == null ? empty("(no file)") : read(file);
            return RecordBinder.bind(defaults, withEnvironment(map, environment));
        } catch (YamlException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private static YamlNode.YamlMap read(Path file) throws YamlException, ConfigException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no configuration " + file + "; name another with --config");
        } catch (IOException e) {
            throw new ConfigException("the configuration " + file + " cannot be read: " + e.getMessage()
                    + "; name another with --config");
        }
        List<YamlNode> documents = Yaml.readAll(file.toString(), text);
        return documents.isEmpty() ? empty(file.toString()) : documents.get(0).asMap("configuration");
    }

    private static YamlNode.YamlMap empty(String path) {
        return new YamlNode.YamlMap(new YamlNode.Place(path, 1, 1), new LinkedHashMap<>(), Map.of());
    }

    private static YamlNode.YamlMap withEnvironment(YamlNode.YamlMap map, Map<String, String> environment)
            throws YamlException, ConfigException {
        YamlNode.YamlMap result = map;
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(PREFIX) && !OTHERS.contains(name)) {
                boolean fromFile = name.endsWith("_FILE");
                String path =
                        name.substring(PREFIX.length(), fromFile ? name.length() - "_FILE".length() : name.length());
                String value = fromFile ? secret(name, variable.getValue()) : variable.getValue();
                List<String> keys = List.of(path.toLowerCase(Locale.ROOT)
                        .replace("__", "\0")
                        .replace('_', '-')
                        .split("\0"));
                result = put(result, keys, new YamlNode.Place("environment variable " + name, 1, 1), value);
            }
        }
        return result;
    }

    private static String secret(String name, String file) throws ConfigException {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new ConfigException(name + " names " + file + ", which cannot be read: " + e.getMessage());
        }
    }

    private static YamlNode.YamlMap put(YamlNode.YamlMap map, List<String> keys, YamlNode.Place place, String value)
            throws YamlException {
        LinkedHashMap<String, YamlNode> entries = new LinkedHashMap<>(map.entries());
        Map<String, YamlNode.Place> places = new LinkedHashMap<>(map.keyPlaces());
        String key = keys.get(0);
        if (keys.size() == 1) {
            entries.put(key, new YamlNode.YamlScalar(place, value, value));
        } else {
            YamlNode inner = entries.get(key);
            YamlNode.YamlMap below =
                    inner == null ? new YamlNode.YamlMap(place, new LinkedHashMap<>(), Map.of()) : inner.asMap(key);
            entries.put(key, put(below, keys.subList(1, keys.size()), place, value));
        }
        places.put(key, place);
        return new YamlNode.YamlMap(map.place(), entries, places);
    }
}
