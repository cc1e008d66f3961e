package dev.vedette.host.rest;

import dev.vedette.api.event.Event;
import dev.vedette.host.detect.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what the host makes of one line, through the same code as production and without keeping anything. */
public interface LineExplainer {
    /**
     * What happened.
     *
     * @param sections for people, in the order of the line's way
     * @param events what it was parsed to
     * @param findings of all rules
     */
    record Explained(List<Section> sections, List<Event> events, List<Finding> findings) {
        public Explained {
            sections = List.copyOf(sections);
            events = List.copyOf(events);
            findings = List.copyOf(findings);
        }
    }

    /** A step of the way, such as the choice of the parser. */
    record Section(String title, List<String> lines) {
        public Section {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Explains.
     *
     * @param client whose networks and assets are used
     * @param parser the only one to try, or null
     * @param rule the one to say more about, or null
     */
    Explained explain(String client, String line, @Nullable String parser, @Nullable String rule);
}
