package dev.vedette.host.parse.declarative;

import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code from} and values with <code>${name}</code> mean: the value of one name, or text with names in it. */
sealed interface Template {
    /** The value, or null where a name in it has none. */
    @Nullable
    Object value(Frame frame);

    /** The value as text. */
    default @Nullable String text(Frame frame) {
        Object value = value(frame);
        Object first = value instanceof List<?> list ? list.get(0) : value;
        return first == null ? null : first.toString();
    }

    record Copy(Place place) implements Template {
        @Override
        public @Nullable Object value(Frame frame) {
            return place.get(frame);
        }
    }

    record Constant(String words) implements Template {
        @Override
        public Object value(Frame frame) {
            return words;
        }
    }

    /** Literal, place, literal, place, ..., literal. */
    record Mixed(List<String> literals, List<Place> places) implements Template {
        @Override
        public @Nullable Object value(Frame frame) {
            StringBuilder out = new StringBuilder(literals.get(0));
            for (int i = 0; i < places.size(); i++) {
                String part = places.get(i).text(frame);
                if (part == null) {
                    return null;
                }
                out.append(part).append(literals.get(i + 1));
            }
            return out.toString();
        }
    }

    /** Of a value: text without a name in it is a constant. */
    static Template of(Scope scope, YamlNode at, String text) throws YamlException {
        List<String> literals = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        int from = 0;
        int open = text.indexOf("${");
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw at.error("'${' is not closed with '}'");
            }
            literals.add(text.substring(from, open));
            places.add(scope.place(at, text.substring(open + 2, close).strip()));
            from = close + 1;
            open = text.indexOf("${", from);
        }
        literals.add(text.substring(from));
        if (places.isEmpty()) {
            return new Constant(text);
        }
        boolean alone = places.size() == 1
                && literals.get(0).isEmpty()
                && literals.get(1).isEmpty();
        return alone ? new Copy(places.get(0)) : new Mixed(List.copyOf(literals), List.copyOf(places));
    }

    /** Of a {@code from}: text without <code>${}</code> is a name. */
    static Template source(Scope scope, YamlNode at, String text) throws YamlException {
        return text.contains("${") ? of(scope, at, text) : new Copy(scope.place(at, text));
    }
}
