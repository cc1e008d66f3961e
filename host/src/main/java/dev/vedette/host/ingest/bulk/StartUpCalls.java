package dev.vedette.host.ingest.bulk;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What shippers ask before they send: who is there, is there a license, do the templates exist. All that they would set up
 * is said to be there, and what they set up all the same is taken note of, so that they come to the point.
 */
final class StartUpCalls {
    static final String UNKNOWN =
            "Vedette takes documents in, with _bulk and _doc, and answers what shippers ask at their"
                    + " start. Searches go to its own API";

    private static final String USUAL_VERSION = "8.19.0";
    private static final String NAME = "vedette";
    /** Beats want a server that is not older than they are, so they are told their own version. */
    private static final Pattern AGENT =
            Pattern.compile("(?i)(?:elastic|beat|logstash)[a-z.-]*/((\\d{1,2})\\.\\d+\\.\\d+)");

    private static final Set<String> SET_UP = Set.of(
            "_ilm",
            "_index_template",
            "_template",
            "_component_template",
            "_data_stream",
            "_ingest",
            "_alias",
            "_logstash");

    private StartUpCalls() {}

    /** The answers that are text; null for others. */
    static @Nullable String text(List<String> path) {
        return path.equals(List.of("_cat", "health"))
                ? "1700000000 00:00:00 vedette green 1 1 0 0 0 0 0 0 - 100.0%\n"
                : null;
    }

    /** The answer to a call; null when it is not known. */
    static @Nullable String json(HttpServerRequest request, List<String> path) {
        if (path.isEmpty()) {
            return root(version(request.getHeader("User-Agent")));
        }
        boolean asks =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        String first = path.getFirst();
        if (SET_UP.contains(first)) {
            return asks ? exists(first, path.getLast()) : "{\"acknowledged\":true}";
        }
        return switch (first) {
            case "_license" -> new JsonObject().put("license", license()).encode();
            case "_xpack" ->
                new JsonObject()
                        .put("license", license())
                        .put("features", new JsonObject().put("ilm", feature()).put("security", feature()))
                        .encode();
            case "_cluster" -> cluster(path);
            case "_nodes" -> nodes(request);
            default -> first.startsWith("_") || path.size() > 1 ? null : index(asks, first);
        };
    }

    static String version(@Nullable String userAgent) {
        Matcher matcher = AGENT.matcher(userAgent == null ? "" : userAgent);
        return matcher.find() && Integer.parseInt(matcher.group(2)) >= 7 ? matcher.group(1) : USUAL_VERSION;
    }

    private static String root(String version) {
        return new JsonObject()
                .put("name", NAME)
                .put("cluster_name", NAME)
                .put("cluster_uuid", "dmVkZXR0ZS12ZWRldHRlLQ")
                .put(
                        "version",
                        new JsonObject()
                                .put("number", version)
                                .put("build_flavor", "default")
                                .put("build_type", "tar")
                                .put("build_hash", "0000000000000000000000000000000000000000")
                                .put("build_date", "2026-01-01T00:00:00.000000000Z")
                                .put("build_snapshot", false)
                                .put("lucene_version", "10.0.0")
                                .put("minimum_wire_compatibility_version", "7.17.0")
                                .put("minimum_index_compatibility_version", "7.0.0"))
                .put("tagline", "You Know, for Search")
                .encode();
    }

    private static JsonObject license() {
        return new JsonObject()
                .put("status", "active")
                .put("uid", "00000000-0000-0000-0000-000000000000")
                .put("type", "basic")
                .put("mode", "basic")
                .put("issued_to", NAME)
                .put("issuer", NAME);
    }

    private static JsonObject feature() {
        return new JsonObject().put("available", true).put("enabled", true);
    }

    private static @Nullable String cluster(List<String> path) {
        return path.size() < 2 || !path.get(1).equals("health")
                ? null
                : new JsonObject()
                        .put("cluster_name", NAME)
                        .put("status", "green")
                        .put("timed_out", false)
                        .put("number_of_nodes", 1)
                        .put("number_of_data_nodes", 1)
                        .encode();
    }

    /** A client that looks for other nodes is sent back to where it came. */
    private static String nodes(HttpServerRequest request) {
        String here = request.authority() == null
                ? "127.0.0.1:" + request.localAddress().port()
                : request.authority().toString();
        JsonObject node = new JsonObject()
                .put("name", NAME)
                .put("version", version(request.getHeader("User-Agent")))
                .put("roles", new JsonArray().add("data").add("ingest"))
                .put(
                        "http",
                        new JsonObject().put("publish_address", here).put("bound_address", new JsonArray().add(here)));
        return new JsonObject()
                .put(
                        "_nodes",
                        new JsonObject().put("total", 1).put("successful", 1).put("failed", 0))
                .put("cluster_name", NAME)
                .put("nodes", new JsonObject().put(NAME, node))
                .encode();
    }

    private static String exists(String kind, String name) {
        JsonObject nothing = new JsonObject();
        return switch (kind) {
            case "_data_stream" ->
                new JsonObject()
                        .put(
                                "data_streams",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("name", name)
                                                .put("timestamp_field", new JsonObject().put("name", "@timestamp"))
                                                .put("indices", new JsonArray())
                                                .put("generation", 1)
                                                .put("status", "GREEN")
                                                .put("template", name)))
                        .encode();
            case "_index_template" -> templates("index_templates", "index_template", name);
            case "_component_template" -> templates("component_templates", "component_template", name);
            case "_ilm" ->
                new JsonObject()
                        .put(
                                name,
                                new JsonObject()
                                        .put("version", 1)
                                        .put("policy", new JsonObject().put("phases", nothing)))
                        .encode();
            case "_ingest" ->
                new JsonObject()
                        .put(name, new JsonObject().put("processors", new JsonArray()))
                        .encode();
            case "_logstash" -> "{}"; // nobody keeps pipelines of Logstash here
            default -> new JsonObject().put(name, nothing).encode();
        };
    }

    private static String templates(String list, String member, String name) {
        JsonObject template = new JsonObject().put("index_patterns", new JsonArray().add(name + "*"));
        return new JsonObject()
                .put(
                        list,
                        new JsonArray().add(new JsonObject().put("name", name).put(member, template)))
                .encode();
    }

    private static String index(boolean asks, String name) {
        if (asks) {
            return new JsonObject().put(name, new JsonObject()).encode();
        }
        return new JsonObject()
                .put("acknowledged", true)
                .put("shards_acknowledged", true)
                .put("index", name)
                .encode();
    }
}
