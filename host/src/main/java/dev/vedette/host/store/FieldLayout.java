package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import java.util.Set;

/**
 * What is built in the index for a field.
 *
 * <table>
 * <caption>Fields and what they get</caption>
 * <tr><th>kind</th><th>fields</th><th>built</th><th>found by</th></tr>
 * <tr><td>TIME</td><td>@timestamp</td><td>sorted column with skipper</td><td>skipping</td></tr>
 * <tr><td>ID</td><td>event.id</td><td>inverted index, payload</td><td>look-up</td></tr>
 * <tr><td>PIVOT</td><td>users, hosts, domains, hashes, process names, rule ids, codes, paths of URLs</td><td>column as
 * it came, inverted index in folded case</td><td>look-up</td></tr>
 * <tr><td>COLUMN</td><td>every other ECS keyword</td><td>column</td><td>scan of the column</td></tr>
 * <tr><td>ADDRESS</td><td>ECS ip</td><td>column and inverted index, 16 bytes</td><td>look-up</td></tr>
 * <tr><td>NUMBER, DECIMAL, FLAG, DATE</td><td>ECS long, double, boolean, date</td><td>column with
 * skipper</td><td>skipping, else scan</td></tr>
 * <tr><td>PAYLOAD</td><td>message and other ECS text, event.original</td><td>kept with the raw record, as a reference
 * into it where it is a part of it; words</td><td>words, then reading</td></tr>
 * <tr><td>KEYED</td><td>every name outside ECS</td><td>one column for all: name, zero byte, type, value</td><td>scan of
 * the column</td></tr>
 * </table>
 */
public enum FieldLayout {
    /** {@code @timestamp}. */
    TIME,
    /** {@code event.id}. */
    ID,
    /** A keyword that analysts pivot on. */
    PIVOT,
    /** Any other keyword. */
    COLUMN,
    /** An IP address. */
    ADDRESS,
    /** A whole number. */
    NUMBER,
    /** A number with a fraction. */
    DECIMAL,
    /** A truth value. */
    FLAG,
    /** A point in time. */
    DATE,
    /** Long text. */
    PAYLOAD,
    /** A name outside ECS. */
    KEYED;

    private static final Set<String> PIVOTS = Set.of(
            "host.name",
            "host.hostname",
            "host.id",
            "source.domain",
            "source.address",
            "destination.domain",
            "destination.address",
            "url.domain",
            "url.path",
            "dns.question.name",
            "process.name",
            "process.entity_id",
            "process.parent.name",
            "process.parent.entity_id",
            "file.name",
            "event.code",
            "rule.id",
            "rule.name",
            "network.community_id",
            "transaction.id",
            "trace.id",
            "source.mac",
            "host.mac",
            "email.message_id",
            "tls.client.ja3",
            "tls.server.ja3s",
            "related.user",
            "related.hosts",
            "related.hash",
            "log.source.address",
            "vedette.rule.id");

    /** Keywords of the host itself, outside ECS; only the host sets them and they are few, so each has a column. */
    private static final Set<String> HOST_COLUMNS = Set.of(
            "vedette.parser.id", "vedette.parser.version", "vedette.receiver", "vedette.rule.id", "vedette.direction");

    /** What is built for a field. */
    public static FieldLayout of(Field field) {
        if (field == Event.TIMESTAMP) {
            return TIME;
        }
        if (field == Event.ID) {
            return ID;
        }
        return switch (field.type()) {
            case KEYWORD -> keyword(field.name());
            case TEXT -> PAYLOAD;
            case LONG -> NUMBER;
            case DOUBLE -> DECIMAL;
            case BOOLEAN -> FLAG;
            case IP -> ADDRESS;
            case DATE -> DATE;
            default -> HOST_COLUMNS.contains(field.name()) ? keyword(field.name()) : KEYED;
        };
    }

    private static FieldLayout keyword(String name) {
        if (name.equals("event.original")) { // like EventFilter.isFreeText
            return PAYLOAD;
        }
        boolean pivot = PIVOTS.contains(name)
                || name.contains(".hash.")
                || name.endsWith("user.name")
                || name.endsWith("user.id")
                || name.endsWith("user.email")
                || name.endsWith("user.target.name")
                || name.endsWith("user.effective.name");
        return pivot ? PIVOT : COLUMN;
    }
}
