package dev.vedette.host.pipeline;

import dev.vedette.api.event.Event;
import dev.vedette.host.detect.Finding;
import java.util.List;

/**
 * What the host makes of one line.
 *
 * @param sections for people, in the order of the line's way
 * @param events what it was parsed to
 * @param findings of all rules
 */
public record Explained(List<Section> sections, List<Event> events, List<Finding> findings) {
    public Explained {
        sections = List.copyOf(sections);
        events = List.copyOf(events);
        findings = List.copyOf(findings);
    }

    /** A step of the way, such as the choice of the parser. */
    public record Section(String title, List<String> lines) {
        public Section {
            lines = List.copyOf(lines);
        }
    }
}
