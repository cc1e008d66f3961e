package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ElasticBulkTest extends HttpTesting {
    private static final String[] KEY = {
        "Authorization", "ApiKey " + Base64.getEncoder().encodeToString(utf8("id:" + SECRET))
    };
    private static final ReceiverSettings SETTINGS = ReceiverSettings.of("es", ReceiverType.ELASTIC_BULK, 0)
            .withLimits(new LimitSettings(1_000, Duration.ofMinutes(1), 10))
            .withHttp(new HttpSettings(null, false, 1_000_000));

    private Receiver receiver() {
        return start(SETTINGS, CLOCK, ONE);
    }

    private static String document(String index, String document) {
        return "{\"create\":{\"_index\":\"" + index + "\"}}\n" + document + "\n";
    }

    private Answer bulk(Receiver receiver, String body) throws Exception {
        return call(receiver, "POST", "/_bulk", body, KEY);
    }

    private static List<Integer> statuses(Answer answer) {
        JsonArray items = answer.json().getJsonArray("items");
        return items.stream()
                .map(JsonObject.class::cast)
                .map(item ->
                        item.getJsonObject(item.fieldNames().iterator().next()).getInteger("status"))
                .toList();
    }

    @Test
    void documents_are_records_with_where_they_were_addressed_to() throws Exception {
        Receiver receiver = receiver();
        Answer answer = bulk(
                receiver,
                document("filebeat-8", "{\"message\":\"m\",\"host\":{\"name\":\"web1\"}}")
                        + "{\"index\":{\"_id\":\"7\"}}\n{}\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo(
                        "{\"took\":0,\"errors\":false,\"items\":[{\"create\":{\"_index\":\"filebeat-8\",\"status\":201,"
                                + "\"_version\":1,\"result\":\"created\"}},{\"index\":{\"_index\":\"\",\"_id\":\"7\",\"status\":201,"
                                + "\"_version\":1,\"result\":\"created\"}}]}");
        assertThat(intake.texts())
                .containsExactly(
                        "{\"@metadata\":{\"index\":\"filebeat-8\"},\"message\":\"m\",\"host\":{\"name\":\"web1\"}}",
                        "{\"@metadata\":{\"id\":\"7\"}}");
        assertThat(intake.records().get(0).origin().source()).isEqualTo("es@web1");
        assertThat(intake.records().get(0).origin().envelope()).isEqualTo("document");
        assertThat(intake.records().get(1).origin().source()).isEqualTo("es@127.0.0.1");
    }

    @Test
    void the_index_may_stand_in_the_address_and_all_may_be_below_es() throws Exception {
        Receiver receiver = receiver();
        call(receiver, "POST", "/es/logs/_bulk?pipeline=p", "{\"index\":{}}\n{\"a\":1}\n", KEY);
        call(receiver, "PUT", "/_bulk/?pipeline=q", "{\"index\":{\"_index\":\"x\"}}\n{\"a\":2}\n\n", KEY);
        Answer one = call(receiver, "POST", "/logs/_doc", "{\"a\":3}", KEY);
        assertThat(one.status()).isEqualTo(201);
        assertThat(one.json().getString("result")).isEqualTo("created");
        call(receiver, "PUT", "/logs/_create/9", "{\"a\":4}", KEY);
        assertThat(intake.texts())
                .containsExactly(
                        "{\"@metadata\":{\"index\":\"logs\",\"pipeline\":\"p\"},\"a\":1}",
                        "{\"@metadata\":{\"index\":\"x\",\"pipeline\":\"q\"},\"a\":2}",
                        "{\"@metadata\":{\"index\":\"logs\"},\"a\":3}",
                        "{\"@metadata\":{\"index\":\"logs\",\"id\":\"9\"},\"a\":4}");
    }

    @Test
    void each_item_has_its_own_status_in_the_order_of_the_request() throws Exception {
        Receiver receiver = receiver();
        Answer answer = bulk(
                receiver,
                document("i", "{\"n\":1}")
                        + document("i", "{\"n\":")
                        + "{\"delete\":{\"_index\":\"i\",\"_id\":\"1\"}}\n"
                        + "{\"update\":{\"_index\":\"i\",\"_id\":\"1\"}}\n{\"doc\":{}}\n"
                        + document("i", "{\"n\":\"" + "x".repeat(1_000) + "\"}")
                        + document("i", "{\"n\":2}"));
        assertThat(statuses(answer)).containsExactly(201, 400, 400, 400, 413, 201);
        assertThat(answer.json().getBoolean("errors")).isTrue();
        assertThat(intake.size()).isEqualTo(2);
        assertThat(intake.dropped()).isEqualTo(2); // their sender drops them: the ledger must know
    }

    @Test
    void a_line_that_says_nothing_to_be_done_refuses_the_rest() throws Exception {
        Receiver receiver = receiver();
        for (String broken : List.of("oops\n", "{\"a\":{},\"b\":{}}\n", "{\"index\":1}\n", "{\"index\":{}}\n")) {
            Answer answer = bulk(receiver, document("i", "{\"n\":1}") + broken);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().getJsonObject("error").getString("reason")).isNotEmpty();
            assertThat(answer.json().getInteger("status")).isEqualTo(400);
        }
        assertThat(bulk(receiver, "").status()).isEqualTo(400);
        assertThat(call(receiver, "POST", "/i/_doc", "[1]", KEY).status()).isEqualTo(400);
    }

    @Test
    void without_room_the_items_that_found_none_are_told_to_come_again() throws Exception {
        Receiver receiver = receiver();
        intake.room(0);
        Answer whole = bulk(receiver, document("i", "{\"n\":1}"));
        assertThat(whole.status()).isEqualTo(429);
        assertThat(whole.header("Retry-After")).isEqualTo("1");
        intake.room(2);
        Answer some = bulk(receiver, document("i", "{\"n\":1}").repeat(4));
        assertThat(some.status()).isEqualTo(200);
        assertThat(statuses(some)).containsExactly(201, 201, 429, 429);
        assertThat(some.json().getBoolean("errors")).isTrue();
        assertThat(intake.size()).isEqualTo(2);
    }

    @Test
    void the_answer_waits_for_the_disk_and_says_which_items_it_did_not_take() throws Exception {
        Receiver receiver = receiver();
        intake.durable(false);
        CompletableFuture<Answer> answer = later(
                receiver, "POST", "/_bulk", utf8(document("i", "{\"n\":1}").repeat(2)), KEY);
        awaitRecords(2);
        assertThat(answer).isNotDone();
        intake.sync(new IOException("disk full"));
        assertThat(statuses(answer.get(10, TimeUnit.SECONDS))).containsExactly(429, 429);
    }

    @Test
    void a_body_beyond_the_limit_is_refused_packed_or_not() throws Exception {
        Receiver receiver = receiver();
        String huge = document("i", "{\"n\":1}").repeat(50_000);
        assertThat(bulk(receiver, huge).status()).isEqualTo(413);
        assertThat(call(receiver, "POST", "/_bulk", gzip(utf8(huge)), KEY[0], KEY[1], "Content-Encoding", "gzip")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void every_answer_names_the_product_and_a_wrong_key_is_refused() throws Exception {
        Receiver receiver = receiver();
        for (Answer answer : List.of(
                call(receiver, "GET", "/", ""),
                call(receiver, "GET", "/", "", "Authorization", "Bearer wrong"),
                call(receiver, "POST", "/_bulk", document("i", "{}"), "Authorization", "ApiKey !!"))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("X-Elastic-Product")).isEqualTo("Elasticsearch");
            assertThat(answer.json().getJsonObject("error").getString("type")).isEqualTo("security_exception");
        }
        String basic = "Basic " + Base64.getEncoder().encodeToString(utf8("elastic:" + SECRET));
        assertThat(call(receiver, "GET", "/", "", "Authorization", basic).status())
                .isEqualTo(200);
        assertThat(call(receiver, "GET", "/", "", "Authorization", "Bearer " + SECRET)
                        .status())
                .isEqualTo(200);
        Answer search = call(receiver, "POST", "/i/_search", "{}", KEY);
        assertThat(search.status()).isEqualTo(404);
        assertThat(search.json().getJsonObject("error").getString("reason")).contains("API");
    }

    /** What Filebeat asks, in its order, and what it takes the answers for. */
    @Test
    void filebeat_8_and_9_start_and_send() throws Exception {
        for (String version : List.of("8.17.4", "9.2.1")) {
            Receiver receiver = receiver();
            String[] headers = {
                KEY[0],
                KEY[1],
                "User-Agent",
                "Elastic-filebeat/" + version + " (linux; amd64; abc; 2026-01-01 +0000 UTC)"
            };
            Answer root = call(receiver, "GET", "/", "", headers);
            assertThat(root.json().getJsonObject("version").getString("number")).isEqualTo(version);
            Answer license = call(receiver, "GET", "/_license?human=false", "", headers);
            assertThat(license.status()).isEqualTo(200);
            assertThat(license.json().getJsonObject("license").getString("status"))
                    .isEqualTo("active");
            assertThat(call(receiver, "GET", "/_ilm/policy/filebeat", "", headers)
                            .status())
                    .isEqualTo(200);
            Answer template = call(receiver, "HEAD", "/_index_template/filebeat-" + version, "", headers);
            assertThat(template.status()).isEqualTo(200);
            assertThat(template.bytes()).isEmpty();
            Answer stream = call(receiver, "GET", "/_data_stream/filebeat-" + version, "", headers);
            assertThat(stream.json().getJsonArray("data_streams")).hasSize(1);
            Answer pipeline =
                    call(receiver, "GET", "/_ingest/pipeline/filebeat-" + version + "-cisco-asa", "", headers);
            assertThat(pipeline.status()).isEqualTo(200);
            Answer bulk = call(
                    receiver,
                    "POST",
                    "/_bulk?filter_path=errors%2Citems.%2A.error%2Citems.%2A.status",
                    gzip(utf8(document(
                            "filebeat-" + version, "{\"@timestamp\":\"2026-01-01T00:00:00.000Z\",\"message\":\"m\"}"))),
                    KEY[0],
                    KEY[1],
                    "Content-Type",
                    "application/json; charset=UTF-8",
                    "Content-Encoding",
                    "gzip");
            assertThat(statuses(bulk)).containsExactly(201);
            stopReceivers();
        }
    }

    @Test
    void filebeat_that_sets_everything_up_anew_is_let_do_so() throws Exception {
        Receiver receiver = receiver();
        for (String path : List.of(
                "/_ilm/policy/filebeat",
                "/_index_template/filebeat",
                "/_component_template/c",
                "/_data_stream/filebeat",
                "/_ingest/pipeline/p",
                "/_template/t",
                "/filebeat-000001")) {
            Answer answer = call(receiver, "PUT", path, "{\"some\":\"thing\"}", KEY);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.json().getBoolean("acknowledged")).isTrue();
        }
    }

    @Test
    void logstash_starts_and_sends() throws Exception {
        Receiver receiver = receiver();
        String[] agent = {
            KEY[0], KEY[1], "User-Agent", "logstash/8.19.2 (OS=Linux) logstash-output-elasticsearch/12.0.7"
        };
        assertThat(call(receiver, "HEAD", "/", "", agent).status()).isEqualTo(200);
        Answer root = call(receiver, "GET", "/", "", agent);
        assertThat(root.json().getJsonObject("version").getString("number")).isEqualTo("8.19.2");
        assertThat(root.json().getJsonObject("version").getString("build_flavor"))
                .isEqualTo("default");
        assertThat(root.json().getString("tagline")).isEqualTo("You Know, for Search");
        assertThat(root.header("X-Elastic-Product")).isEqualTo("Elasticsearch");
        assertThat(call(receiver, "GET", "/_license", "", agent)
                        .json()
                        .getJsonObject("license")
                        .getString("status"))
                .isEqualTo("active");
        assertThat(call(receiver, "HEAD", "/_index_template/ecs-logstash", "", agent)
                        .status())
                .isEqualTo(200);
        JsonObject nodes =
                call(receiver, "GET", "/_nodes/http", "", agent).json().getJsonObject("nodes");
        assertThat(nodes.getJsonObject("vedette").getJsonObject("http").getString("publish_address"))
                .isEqualTo("127.0.0.1:" + receiver.port());
        Answer bulk = call(
                receiver,
                "POST",
                "/_bulk",
                document("logs-generic-default", "{\"@version\":\"1\",\"message\":\"m\",\"host\":{\"name\":\"h\"}}"),
                KEY[0],
                KEY[1],
                "X-Elastic-Event-Count",
                "1");
        assertThat(statuses(bulk)).containsExactly(201);
    }

    @Test
    void vector_rsyslog_and_the_client_libraries_ask_their_own() throws Exception {
        Receiver receiver = receiver();
        assertThat(call(receiver, "GET", "/_cluster/health", "", KEY).json().getString("status"))
                .isEqualTo("green");
        assertThat(call(receiver, "GET", "/_cat/health", "", KEY).text()).contains(" green ");
        assertThat(call(receiver, "GET", "/_xpack", "", KEY).status()).isEqualTo(200);
        Answer library = call(
                receiver,
                "POST",
                "/_bulk",
                document("i", "{}"),
                KEY[0],
                KEY[1],
                "Content-Type",
                "application/vnd.elasticsearch+x-ndjson; compatible-with=9",
                "Accept",
                "application/vnd.elasticsearch+json; compatible-with=9");
        assertThat(statuses(library)).containsExactly(201);
    }
}
