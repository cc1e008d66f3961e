package dev.vedette.host.config;

import dev.vedette.host.yaml.Nearest;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills a record from a YAML map. The record given holds the defaults; the keys are the component names with dashes
 * ({@code maxRecordBytes} is {@code max-record-bytes}); a {@link Flat} record has its keys in the same map.
 */
final class RecordBinder {
    private RecordBinder() {}

    /** The defaults with what the map says instead. */
    static <R extends Record> R bind(R defaults, YamlNode.YamlMap map) throws YamlException {
        @SuppressWarnings("unchecked") // a record's class is exact
        Class<R> type = (Class<R>) defaults.getClass();
        return create(type, defaults, map);
    }

    private static <R extends Record> R create(Class<R> type, @Nullable R defaults, YamlNode.YamlMap map)
            throws YamlException {
        map.allow(keys(type));
        return fill(type, defaults, map);
    }

    private static List<String> keys(Class<?> type) {
        List<String> keys = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.isAnnotationPresent(Flat.class)) {
                keys.addAll(keys(component.getType()));
            } else {
                keys.add(key(component.getName()));
            }
        }
        return keys;
    }

    private static <R extends Record> R fill(Class<R> type, @Nullable R defaults, YamlNode.YamlMap map)
            throws YamlException {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            if (components[i].isAnnotationPresent(Flat.class)) {
                Class<?> flat = components[i].getType();
                Object inner = defaults == null ? null : read(components[i], defaults);
                values[i] = fill(flat.asSubclass(Record.class), cast(flat, inner), map);
                continue;
            }
            String key = key(components[i].getName());
            YamlNode node = map.get(key);
            Object fallback = defaults == null ? null : read(components[i], defaults);
            if (node != null && !(node instanceof YamlNode.YamlScalar scalar && scalar.isNull())) {
                values[i] = convert(components[i].getGenericType(), fallback, key, node);
            } else if (defaults != null) {
                values[i] = fallback;
            } else {
                values[i] = absent(components[i], map, key);
            }
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw map.error(String.valueOf(cause.getMessage()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings record " + type.getName() + " cannot be made", e);
        }
    }

    /** What a record that has no defaults (a list's member) gets for a key that is not there. */
    private static @Nullable Object absent(RecordComponent component, YamlNode.YamlMap map, String key)
            throws YamlException {
        Class<?> type = component.getType();
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == Set.class) {
            return Set.of();
        }
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (nullable) {
            return null;
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        throw map.error("'" + key + "' is missing");
    }

    private static @Nullable Object read(RecordComponent component, Record from) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(from);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings record " + from.getClass().getName() + " cannot be read", e);
        }
    }

    private static Object convert(Type type, @Nullable Object fallback, String key, YamlNode node)
            throws YamlException {
        if (type instanceof ParameterizedType generic) {
            return convertGeneric(generic, key, node);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return create(plain.asSubclass(Record.class), cast(plain, fallback), node.asMap(key));
        }
        String text = node.asText(key);
        if (plain == String.class) {
            return text;
        }
        if (plain == Path.class) {
            return Path.of(text);
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw node.error("'" + key + "' is true or false, not '" + text + "'");
            };
        }
        if (plain.isEnum()) {
            return constant(plain, key, node, text);
        }
        try {
            if (plain == int.class || plain == Integer.class) {
                return Integer.parseInt(text);
            }
            if (plain == long.class || plain == Long.class) {
                return Long.parseLong(text);
            }
            if (plain == double.class || plain == Double.class) {
                return Double.parseDouble(text);
            }
        } catch (NumberFormatException e) {
            throw node.error("'" + key + "' is a number, not '" + text + "'");
        }
        try {
            if (plain == Duration.class) {
                return Durations.parse(text);
            }
            if (plain == ZoneId.class) {
                return ZoneId.of(text);
            }
            if (plain == URI.class) {
                return URI.create(text);
            }
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw node.error("'" + key + "': " + e.getMessage());
        }
        throw new IllegalStateException("a setting cannot be of " + plain);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the fallback was read from this very component
    private static <R extends Record> @Nullable R cast(Class<?> type, @Nullable Object fallback) {
        return (R) type.cast(fallback);
    }

    private static Object constant(Class<?> type, String key, YamlNode node, String text) throws YamlException {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(text)) {
                return constant;
            }
            names.add(name);
        }
        throw node.error("'" + key + "' cannot be '" + text + "'" + Nearest.suggestion(text, names));
    }

    private static Object convertGeneric(ParameterizedType type, String key, YamlNode node) throws YamlException {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Map.class) {
            SequencedMap<String, Object> entries = new LinkedHashMap<>();
            for (Map.Entry<String, YamlNode> entry : node.asMap(key).entries().entrySet()) {
                entries.put(entry.getKey(), convert(arguments[1], null, entry.getKey(), entry.getValue()));
            }
            return entries;
        }
        List<Object> items = new ArrayList<>();
        if (node instanceof YamlNode.YamlList list) {
            for (YamlNode item : list.items()) {
                items.add(convert(arguments[0], null, key, item));
            }
        } else {
            items.add(convert(arguments[0], null, key, node));
        }
        return type.getRawType() == Set.class ? new LinkedHashSet<>(items) : items;
    }

    static String key(String component) {
        StringBuilder key = new StringBuilder();
        for (char c : component.toCharArray()) {
            if (Character.isUpperCase(c)) {
                key.append('-').append(Character.toLowerCase(c));
            } else {
                key.append(c);
            }
        }
        return key.toString();
    }
}
