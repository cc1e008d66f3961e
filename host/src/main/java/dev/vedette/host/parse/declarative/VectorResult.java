package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.Event;
import dev.vedette.host.yaml.YamlNode;
import java.util.List;

/**
 * What became of one vector.
 *
 * @param place where the vector stands
 * @param parser whose it is
 * @param differences from what it expects, each a line; empty when it holds
 * @param events what came out
 * @param rulesMatch ids of rules that must fire on one of the events; for the caller to check
 * @param rulesNot ids of rules that must not
 */
public record VectorResult(
        YamlNode.Place place,
        String parser,
        String name,
        List<String> differences,
        List<Event> events,
        List<String> rulesMatch,
        List<String> rulesNot) {
    public VectorResult {
        differences = List.copyOf(differences);
        events = List.copyOf(events);
    }

    /** Whether it came out as it must; rules are not looked at here. */
    public boolean passed() {
        return differences.isEmpty();
    }

    /** Place, name and differences. */
    @Override
    public String toString() {
        return place + ": " + parser + ", '" + name + "': " + (passed() ? "ok" : String.join("\n    ", differences));
    }
}
