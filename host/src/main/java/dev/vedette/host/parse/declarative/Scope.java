package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.Fields;
import dev.vedette.host.yaml.Nearest;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of one parser while it is compiled. */
final class Scope {
    private static final Map<String, Place.Given> GIVEN = given();
    private static final String DATA = "_syslog.sd.";

    private final Map<String, Place.OfScratch> scratch = new LinkedHashMap<>();
    private final Set<String> stepIds = new HashSet<>();
    private int positions;

    private static Map<String, Place.Given> given() {
        Map<String, Place.Given> all = new LinkedHashMap<>();
        for (Place.Given one : Place.Given.values()) {
            all.put(one.label(), one);
        }
        return all;
    }

    /** The place of a name that is read. */
    Place place(YamlNode at, String name) throws YamlException {
        if (name.startsWith("_")) {
            Place.Given given = GIVEN.get(name);
            if (given != null) {
                return given;
            }
            if (name.startsWith(DATA)) {
                int dot = name.lastIndexOf('.');
                if (dot <= DATA.length()) {
                    throw at.error("'" + name + "' is _syslog.sd.ID.NAME");
                }
                return new Place.OfParameter(name, name.substring(DATA.length(), dot), name.substring(dot + 1));
            }
            if (name.startsWith("_syslog.") || name.startsWith("_origin.")) {
                throw at.error("the host gives no '" + name + "'" + Nearest.suggestion(name, GIVEN.keySet()));
            }
            Place.OfScratch known = scratch.get(name);
            if (known == null) {
                known = new Place.OfScratch(name, scratch.size());
                scratch.put(name, known);
            }
            return known;
        }
        String problem = Fields.problem(name);
        if (problem != null) {
            throw at.error(problem);
        }
        Field field = Field.of(name);
        return new Place.OfField(field, Conversion.of(field.type()));
    }

    /** The place of a name that is written. */
    Place writable(YamlNode at, String name) throws YamlException {
        Place place = place(at, name);
        if (!place.isWritable()) {
            throw at.error("'" + name + "' is given by the host and cannot be written; take another scratch name");
        }
        return place;
    }

    /** The target that {@code name} or {@code name|type} means. */
    Target target(YamlNode at, String nameAndType) throws YamlException {
        int bar = nameAndType.indexOf('|');
        Place place = writable(at, (bar < 0 ? nameAndType : nameAndType.substring(0, bar)).strip());
        if (bar < 0) {
            return new Target(place, place.conversion());
        }
        String type = nameAndType.substring(bar + 1).strip();
        Conversion conversion = conversion(at, type);
        if (!conversion.fits(place.conversion())) {
            throw at.error("'" + place.name() + "' holds " + place.conversion() + " by ECS, not " + type + "; leave '|"
                    + type + "' out");
        }
        return new Target(place, place.conversion() == Conversion.DOUBLE ? Conversion.DOUBLE : conversion);
    }

    Conversion conversion(YamlNode at, String type) throws YamlException {
        Conversion conversion = Conversion.BY_NAME.get(type);
        if (conversion == null) {
            throw at.error("unknown type '" + type + "'" + Nearest.suggestion(type, Conversion.BY_NAME.keySet()));
        }
        return conversion;
    }

    void stepId(YamlNode at, String id) throws YamlException {
        if (id.isBlank()) {
            throw at.error("the id of a step is empty");
        }
        if (!stepIds.add(id)) {
            throw at.error("two steps have the id '" + id + "'; the id is how errors and explain name a step");
        }
    }

    /** So many positions are needed by a dissect. */
    void positions(int count) {
        positions = Math.max(positions, count);
    }

    int positions() {
        return positions;
    }

    List<String> scratchNames() {
        return new ArrayList<>(scratch.keySet());
    }
}
