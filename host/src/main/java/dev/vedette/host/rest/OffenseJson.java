package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.correlate.CloseReason;
import dev.vedette.host.correlate.Contribution;
import dev.vedette.host.correlate.Involved;
import dev.vedette.host.correlate.Offense;
import dev.vedette.host.correlate.OffenseStatus;
import dev.vedette.host.correlate.Rating;
import dev.vedette.host.correlate.Tally;
import dev.vedette.host.correlate.Term;
import java.util.List;
import java.util.Locale;

/** An offense as JSON: short for lists, whole with every term and its evidence for one. */
final class OffenseJson {
    private OffenseJson() {}

    static ObjectNode brief(Offense offense) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", offense.id());
        node.put("client", offense.client());
        node.put("index_field", offense.indexField());
        node.put("index_value", offense.indexValue());
        node.put("status", offense.status().name().toLowerCase(Locale.ROOT));
        node.put("description", offense.description());
        node.put("first_seen", offense.firstSeen().toString());
        node.put("last_seen", offense.lastSeen().toString());
        node.put("opened_at", offense.openedAt().toString());
        node.put("updated_at", offense.updatedAt().toString());
        node.put("event_count", offense.eventCount());
        texts(node, "techniques", offense.techniques());
        texts(node, "tactics", offense.tactics());
        node.set("rating", rating(offense.rating()));
        ArrayNode rules = node.putArray("rules");
        offense.contributions().forEach(contribution -> rules.add(rule(contribution)));
        if (offense.closing() != null) {
            node.putObject("closing")
                    .put("reason", offense.closing().reason().word())
                    .put("by", offense.closing().by())
                    .put("at", offense.closing().at().toString());
        }
        return node;
    }

    static ObjectNode whole(Offense offense) {
        ObjectNode node = brief(offense);
        ArrayNode terms = ((ObjectNode) node.get("rating")).putArray("terms");
        offense.rating().terms().forEach(term -> terms.add(term(term)));
        for (int i = 0; i < offense.contributions().size(); i++) {
            ObjectNode rule = (ObjectNode) node.get("rules").get(i);
            texts(rule, "events", offense.contributions().get(i).events());
        }
        node.set("involved", involved(offense.involved()));
        if (offense.successEvent() != null) {
            node.put("success_event", offense.successEvent());
        }
        ArrayNode notes = node.putArray("notes");
        for (Offense.Note note : offense.notes()) {
            notes.addObject()
                    .put("by", note.by())
                    .put("at", note.at().toString())
                    .put("text", note.text());
        }
        texts(node, "close_reasons", offense.status() == OffenseStatus.OPEN ? CloseReason.words() : List.of());
        return node;
    }

    private static ObjectNode rating(Rating rating) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("score", rating.score());
        node.put("magnitude", rating.magnitude());
        node.put("level", rating.level());
        node.put("credibility", rating.credibilityWord());
        node.put("formula", rating.formula());
        return node;
    }

    private static ObjectNode term(Term term) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", term.name());
        node.put("value", term.value());
        node.put("weight", term.weight());
        node.put("explanation", term.explanation());
        texts(node, "events", term.events());
        texts(node, "rules", term.rules());
        return node;
    }

    private static ObjectNode rule(Contribution contribution) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", contribution.rule());
        node.put("title", contribution.title());
        node.put("level", contribution.level());
        node.put("severity", contribution.severity());
        node.put("pack", contribution.pack());
        texts(node, "techniques", contribution.techniques());
        node.put("count", contribution.count());
        node.put("first", contribution.first().toString());
        node.put("last", contribution.last().toString());
        return node;
    }

    private static ObjectNode involved(Involved involved) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("sources", tally(involved.sources()));
        node.set("destinations", tally(involved.destinations()));
        node.set("hosts", tally(involved.hosts()));
        node.set("users", tally(involved.users()));
        node.set("directions", tally(involved.directions()));
        node.set("categories", tally(involved.categories()));
        node.set("log_sources", tally(involved.logSources()));
        return node;
    }

    private static ArrayNode tally(Tally tally) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Tally.Entry entry : tally.entries()) {
            list.addObject()
                    .put("value", entry.value())
                    .put("count", entry.count())
                    .put("event", entry.firstEvent());
        }
        return list;
    }

    static void texts(ObjectNode node, String name, List<String> texts) {
        ArrayNode list = node.putArray(name);
        texts.forEach(list::add);
    }
}
