package dev.vedette.host.detect.sigma;

import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.Place;
import dev.vedette.host.yaml.YamlNode.YamlList;
import dev.vedette.host.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one {@code field|modifiers: values} of a search, or a keyword. Collects the placeholders it meets. */
final class ItemReader {
    private final Set<String> placeholders;

    ItemReader(Set<String> placeholders) {
        this.placeholders = placeholders;
    }

    /** A key with its value or list of values. */
    Expression.Item item(String key, Place place, YamlNode node) throws YamlException {
        List<String> names = Arrays.asList(key.split("\\|", -1));
        @Nullable String field = names.getFirst().isEmpty() ? null : names.getFirst();
        if (field != null && !field.equals(field.strip())) {
            throw ModifierChain.refuse(place, "the field name '" + field + "' begins or ends with white space");
        }
        ModifierChain chain = ModifierChain.parse(names.subList(1, names.size()), place);
        if (field == null && names.size() == 1) {
            throw ModifierChain.refuse(place, "a key needs a field's name, or a modifier for keywords as in '|all'");
        }
        return item(field, key, chain, place, node);
    }

    /** Plain keywords. */
    Expression.Item keywords(Place place, YamlNode node) throws YamlException {
        return item(null, "", new ModifierChain(List.of(), place), place, node);
    }

    private Expression.Item item(@Nullable String field, String key, ModifierChain chain, Place place, YamlNode node)
            throws YamlException {
        List<YamlScalar> scalars = scalars(key, node);
        boolean all = chain.has(Modifier.ALL);
        if (all && scalars.size() < 2) {
            throw node.error("'all' joins several values and '" + key
                    + "' has one; take 'all' away, or give a list of at least two");
        }
        if (chain.has(Modifier.EXISTS) && scalars.size() != 1) {
            throw node.error("'exists' takes one value, true or false");
        }
        List<Expression.Value> values = new ArrayList<>();
        for (YamlScalar scalar : scalars) {
            if (scalar.isNull() && scalars.size() > 1) {
                throw scalar.error("null may not stand in a list; write '" + field
                        + ": null' in a search of its own and join the two in the condition");
            }
            ValueReader reader = new ValueReader(chain, field == null, placeholders);
            values.add(new Expression.Value(
                    scalar.isNull() ? "null" : scalar.text(), reader.read(scalar), scalar.place()));
        }
        if (values.isEmpty()) { // an empty list says the same as null
            if (field == null || !chain.modifiers().isEmpty()) {
                throw node.error("there is no value to look for; give at least one");
            }
            values.add(new Expression.Value("[]", List.of(new ValueTest.Presence(false)), node.place()));
        }
        return new Expression.Item(field, key, all, chain.has(Modifier.NEQ), values, place);
    }

    private static List<YamlScalar> scalars(String key, YamlNode node) throws YamlException {
        List<YamlScalar> scalars = new ArrayList<>();
        for (YamlNode one : node instanceof YamlList list ? list.items() : List.of(node)) {
            if (!(one instanceof YamlScalar scalar)) {
                throw one.error("a map or list inside the values of '" + key
                        + "' is not part of Sigma 2; name nested fields with dots: " + key + ".inner");
            }
            scalars.add(scalar);
        }
        return scalars;
    }
}
