package dev.vedette.host.detect.sigma;

import dev.vedette.host.yaml.Nearest;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode.Place;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The modifiers of one key, in their order; refuses those that are unknown or stand where they mean nothing. */
record ModifierChain(List<Modifier> modifiers, Place place) {
    private static final Set<Modifier> REGEX_FLAGS =
            EnumSet.of(Modifier.IGNORE_CASE, Modifier.MULTI_LINE, Modifier.DOT_ALL);
    private static final Set<Modifier> ORDERS = EnumSet.of(Modifier.LT, Modifier.LTE, Modifier.GT, Modifier.GTE);
    static final Set<Modifier> TIME_PARTS =
            EnumSet.of(Modifier.MINUTE, Modifier.HOUR, Modifier.DAY, Modifier.WEEK, Modifier.MONTH, Modifier.YEAR);
    private static final Set<Modifier> ANCHORS = EnumSet.of(Modifier.CONTAINS, Modifier.STARTSWITH, Modifier.ENDSWITH);
    private static final Set<Modifier> WHOLE_ITEM = EnumSet.of(Modifier.ALL, Modifier.NEQ);

    static ModifierChain parse(List<String> names, Place place) throws YamlException {
        List<Modifier> modifiers = new ArrayList<>(names.size());
        for (String name : names) {
            Modifier modifier = Modifier.of(name);
            if (modifier == null) {
                throw refuse(place, "unknown modifier '" + name + "'" + Nearest.suggestion(name, Modifier.known()));
            }
            if (modifiers.contains(modifier)) {
                throw refuse(place, "the modifier '" + name + "' stands twice; once is enough");
            }
            modifiers.add(modifier);
        }
        ModifierChain chain = new ModifierChain(List.copyOf(modifiers), place);
        chain.check();
        return chain;
    }

    private void check() throws YamlException {
        if (has(Modifier.EXISTS) && modifiers.size() > 1) {
            throw refuse(place, "'exists' stands alone: take the other modifiers away");
        }
        for (int i = 0; i < modifiers.size(); i++) {
            Modifier modifier = modifiers.get(i);
            Set<Modifier> before = EnumSet.noneOf(Modifier.class);
            before.addAll(modifiers.subList(0, i));
            if (REGEX_FLAGS.contains(modifier) && !before.contains(Modifier.RE)) {
                throw refuse(
                        place,
                        "'" + modifier.written() + "' is a flag of 're' and stands after it: re|" + modifier.written());
            }
            if (modifier == Modifier.RE) {
                only(modifier, before, WHOLE_ITEM, EnumSet.of(Modifier.EXPAND));
            } else if (modifier == Modifier.CIDR || TIME_PARTS.contains(modifier)) {
                only(modifier, before, WHOLE_ITEM, EnumSet.of(Modifier.EXPAND));
            } else if (ORDERS.contains(modifier)) {
                only(modifier, before, WHOLE_ITEM, TIME_PARTS);
            } else if (modifier == Modifier.FIELDREF) {
                only(modifier, before, WHOLE_ITEM, EnumSet.of(Modifier.CASED));
            } else if (modifier == Modifier.CASED) {
                notAfter(modifier, before, EnumSet.of(Modifier.RE, Modifier.CIDR), ORDERS, TIME_PARTS);
            } else if (ANCHORS.contains(modifier)) {
                notAfter(modifier, before, EnumSet.of(Modifier.CIDR), ORDERS, TIME_PARTS);
            } else if (!WHOLE_ITEM.contains(modifier) && !REGEX_FLAGS.contains(modifier)) {
                notAfter(
                        modifier,
                        before,
                        EnumSet.of(Modifier.RE, Modifier.CIDR, Modifier.FIELDREF),
                        ORDERS,
                        TIME_PARTS);
            }
        }
    }

    @SafeVarargs
    private void only(Modifier modifier, Set<Modifier> before, Set<Modifier>... allowed) throws YamlException {
        Set<Modifier> rest = EnumSet.copyOf(before.isEmpty() ? EnumSet.noneOf(Modifier.class) : before);
        for (Set<Modifier> set : allowed) {
            rest.removeAll(set);
        }
        if (!rest.isEmpty()) {
            throw order(modifier, rest.iterator().next());
        }
    }

    @SafeVarargs
    private void notAfter(Modifier modifier, Set<Modifier> before, Set<Modifier>... forbidden) throws YamlException {
        for (Set<Modifier> set : forbidden) {
            for (Modifier one : set) {
                if (before.contains(one)) {
                    throw order(modifier, one);
                }
            }
        }
    }

    private YamlException order(Modifier modifier, Modifier earlier) {
        return refuse(
                place,
                "'" + modifier.written() + "' cannot follow '" + earlier.written()
                        + "': that value has become something it does not apply to");
    }

    static YamlException refuse(Place place, String reason) {
        return new YamlException(place.path(), place.line(), place.column(), reason);
    }

    boolean has(Modifier modifier) {
        return modifiers.contains(modifier);
    }

    boolean hasOrder() {
        return modifiers.stream().anyMatch(ORDERS::contains);
    }

    boolean hasTimePart() {
        return modifiers.stream().anyMatch(TIME_PARTS::contains);
    }
}
