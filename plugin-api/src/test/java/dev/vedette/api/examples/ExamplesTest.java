package dev.vedette.api.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.HttpAccess;
import dev.vedette.api.HttpReply;
import dev.vedette.api.detect.KeyedState;
import dev.vedette.api.detect.RuleContext;
import dev.vedette.api.enrich.EnrichContext;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.flow.FlowContext;
import dev.vedette.api.flow.TemplateStore;
import dev.vedette.api.input.InputContext;
import dev.vedette.api.intel.FeedContext;
import dev.vedette.api.intel.Indicator;
import dev.vedette.api.parse.ParseContext;
import dev.vedette.api.parse.ParseResult;
import dev.vedette.api.parse.SyslogMessage;
import dev.vedette.api.profile.ThreatProfile;
import dev.vedette.api.rating.Rating;
import dev.vedette.api.rating.RatingInput;
import dev.vedette.api.read.RecordSink;
import dev.vedette.api.report.ReportData;
import dev.vedette.api.report.ReportTable;
import dev.vedette.api.respond.ResponseContext;
import dev.vedette.api.respond.ResponseOutcome;
import dev.vedette.api.respond.ResponsePlan;
import dev.vedette.api.respond.ResponseRequest;
import dev.vedette.api.simulate.ExecutedStep;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs each example once: an extension point that cannot be used well shows here first. */
class ExamplesTest {
    private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");

    private static RawRecord record(byte[] bytes) {
        return new RawRecord(bytes, NOW, Origin.of("default", "test").build());
    }

    private static RawRecord record(String text) {
        return record(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Event event(String name, Object value) {
        return new EventDraft(record("")).set(Field.of(name), value).freeze().get(0);
    }

    @Test
    void a_parser_reads_its_lines_leaves_others_alone_and_names_what_is_broken() {
        ParseContext context = new ParseContext() {
            @Override
            public Instant now() {
                return NOW;
            }

            @Override
            public ZoneId zone() {
                return ZoneOffset.UTC;
            }

            @Override
            public @Nullable SyslogMessage syslog() {
                return null;
            }
        };
        KeyValueParser parser = new KeyValueParser();
        RawRecord good = record("acme: time=2025-03-01T11:59:58Z user=alice src=203.0.113.9 action=login");
        EventDraft draft = new EventDraft(good);
        assertThat(parser.parse(good, draft, context)).isSameAs(ParseResult.parsed());
        assertThat(draft.text(Field.of("source.ip"))).isEqualTo("203.0.113.9");
        assertThat(parser.parse(record("else"), new EventDraft(good), context)).isSameAs(ParseResult.notMine());
        assertThat(parser.parse(record("acme: time=1"), new EventDraft(good), context))
                .isEqualTo(ParseResult.malformed("the line does not have time, user, src and action"));
    }

    @Test
    void rules_profiles_and_scenarios_are_data() {
        assertThat(new GeneratedRules().rules())
                .hasSize(2)
                .allMatch(rule -> rule.text().contains("condition:"));
        ThreatProfile profile = new SmallBankProfile().profiles().get(0);
        assertThat(profile.techniques()).containsEntry("T1110.003", 80.0);
        assertThat(profile.crownJewels()).hasSize(1);
        assertThat(new PasswordSprayScenario().scenarios().get(0).steps())
                .extracting("technique")
                .containsExactly("T1110.003", "T1078");
    }

    @Test
    void a_reporter_cannot_be_broken_by_a_cell() throws IOException {
        ReportTable table = ReportTable.of(
                "t", "Table", List.of("a", "b"), List.of(Arrays.asList("x\ny\tz", null), List.of(1L, "plain")));
        ReportData data = new ReportData() {
            @Override
            public String name() {
                return "offenses";
            }

            @Override
            public String title() {
                return "Offenses";
            }

            @Override
            public String client() {
                return "default";
            }

            @Override
            public Instant from() {
                return NOW.minusSeconds(60);
            }

            @Override
            public Instant to() {
                return NOW;
            }

            @Override
            public Instant generatedAt() {
                return NOW;
            }

            @Override
            public List<ReportTable> tables() {
                return List.of(table);
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PlainTextReporter().render(data, out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Offenses\n\nTable\na\tb\nx y z\t\n1\tplain\n");
    }

    @Test
    void a_java_rule_counts_in_state_that_the_host_keeps() {
        List<String> reasons = new ArrayList<>();
        RuleContext context = new RuleContext() {
            private long tries;

            @Override
            public void match(String reason, Field... evidence) {
                reasons.add(reason);
            }

            @Override
            public KeyedState state(String key, Duration timeToLive) {
                return new KeyedState() {
                    @Override
                    public long add(String name, long amount) {
                        tries += amount;
                        return tries;
                    }

                    @Override
                    public @Nullable String get(String name) {
                        return null;
                    }

                    @Override
                    public void put(String name, String value) {}

                    @Override
                    public void clear() {
                        tries = 0;
                    }
                };
            }
        };
        Event event = new EventDraft(record(""))
                .set(Field.of("user.name"), "u".repeat(65))
                .set(Field.of("source.ip"), IpAddress.ofV4(1))
                .freeze()
                .get(0);
        for (int i = 0; i < 3; i++) {
            new LongUserNameRule().evaluate(event, context);
        }
        new LongUserNameRule().evaluate(event("user.name", "short"), context);
        assertThat(reasons).hasSize(1);
    }

    @Test
    void a_flow_decoder_keeps_what_came_before_the_broken_place() {
        long[] lost = new long[1];
        FlowContext context = new FlowContext() {
            @Override
            public Instant now() {
                return NOW;
            }

            @Override
            public TemplateStore templates() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void sequence(long domain, long sequence, long units) {
                lost[0] = sequence + units;
            }

            @Override
            public void awaitTemplate(long domain, int templateId) {}
        };
        byte[] bytes = ByteBuffer.allocate(8 + 24 + 5)
                .putInt(0x464C3031)
                .putInt(7)
                .putInt(0x0A000001)
                .putInt(0x0A000002)
                .putInt(1500)
                .putInt(0x0A000003)
                .putInt(0x0A000004)
                .putInt(-1)
                .array();
        RawRecord datagram = record(bytes);
        EventDraft draft = new EventDraft(datagram);
        FixedFlowDecoder decoder = new FixedFlowDecoder();
        assertThat(decoder.accepts(datagram)).isTrue();
        assertThat(decoder.accepts(record("x"))).isFalse();
        assertThat(decoder.decode(datagram, draft, context)).isInstanceOf(ParseResult.Malformed.class);
        assertThat(draft.freeze()).hasSize(2);
        assertThat(draft.freeze().get(1).number(Field.of("network.bytes"), 0)).isEqualTo(4294967295L);
        assertThat(lost[0]).isEqualTo(9);
    }

    @Test
    void a_record_reader_says_where_a_file_is_cut_off() throws IOException {
        List<String> got = new ArrayList<>();
        RecordSink sink = new RecordSink() {
            @Override
            public void record(byte[] bytes) {
                got.add(new String(bytes, StandardCharsets.UTF_8));
            }

            @Override
            public void damaged(long offset, String reason) {
                got.add(offset + ": " + reason);
            }
        };
        byte[] file = ByteBuffer.allocate(15)
                .put("RECS".getBytes(StandardCharsets.US_ASCII))
                .putInt(2)
                .put((byte) 'a')
                .put((byte) 'b')
                .putInt(9)
                .put((byte) 'c')
                .array();
        assertThat(new LengthPrefixedReader().accepts(file, "x")).isTrue();
        new LengthPrefixedReader().read(new ByteArrayInputStream(file), sink);
        assertThat(got).containsExactly("ab", "10: the file ends within a record");
    }

    @Test
    void an_enricher_adds_what_a_table_says() {
        EnrichContext context = new EnrichContext() {
            @Override
            public String client() {
                return "default";
            }

            @Override
            public @Nullable String lookup(String table, String key) {
                return key.equals("5432") ? "ledger database" : null;
            }

            @Override
            public @Nullable String network(IpAddress address) {
                return null;
            }
        };
        EventDraft addition = new EventDraft(record(""));
        new PortNameEnricher().enrich(event("destination.port", 5432L), addition, context);
        assertThat(addition.text(Field.of("acme.service_name"))).isEqualTo("ledger database");
    }

    @Test
    void a_feed_refuses_bad_lines_and_goes_on_from_its_cursor() throws Exception {
        List<Object> taken = new ArrayList<>();
        FeedContext context = new FeedContext() {
            @Override
            public Instant now() {
                return NOW;
            }

            @Override
            public HttpAccess http() {
                return (method, uri, headers, body) -> headers.containsKey("If-None-Match")
                        ? HttpReply.of(304, Map.of(), new byte[0])
                        : HttpReply.of(
                                200,
                                Map.of("etag", "\"v1\""),
                                "# list\n203.0.113.1\nrubbish\n".getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public @Nullable String setting(String name) {
                return "https://intel.example/list";
            }

            @Override
            public void accept(Indicator indicator) {
                taken.add(indicator.value());
            }

            @Override
            public void withdraw(String id) {}

            @Override
            public void refused(String entry, String reason) {
                taken.add(entry);
            }
        };
        String cursor = new AddressListFeed().poll("", context);
        assertThat(cursor).isEqualTo("\"v1\"");
        assertThat(new AddressListFeed().poll(cursor, context)).isEqualTo(cursor);
        assertThat(taken).containsExactly("203.0.113.1", "line 3");
    }

    @Test
    void a_connector_hands_records_over_and_moves_its_checkpoint() throws Exception {
        List<String> taken = new ArrayList<>();
        InputContext context = new InputContext() {
            @Override
            public Instant now() {
                return NOW;
            }

            @Override
            public HttpAccess http() {
                return (method, uri, headers, body) -> uri.getQuery().equals("after=")
                        ? HttpReply.of(200, Map.of("X-Next", "p2"), "a\nb\n".getBytes(StandardCharsets.UTF_8))
                        : HttpReply.of(200, Map.of(), "c\n".getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public @Nullable String setting(String name) {
                return "https://audit.example/records";
            }

            @Override
            public String checkpoint() {
                return "";
            }

            @Override
            public void record(byte[] bytes, @Nullable String source) {
                taken.add(new String(bytes, StandardCharsets.UTF_8));
            }

            @Override
            public void checkpoint(String position) {
                taken.add("@" + position);
            }

            @Override
            public boolean stopping() {
                return false;
            }
        };
        new AuditApiConnector().fetch(context);
        assertThat(taken).containsExactly("a", "b", "@p2", "c");
    }

    @Test
    void an_execution_log_is_read_whole_or_refused_with_the_line() throws IOException {
        String good = "start,stop,asset,technique,title,state\n"
                + "2025-03-01T12:00:00Z,2025-03-01T12:00:05Z,ws01,t1059.001,Encoded command,PREVENTED\n";
        List<ExecutedStep> steps =
                new CsvExecutionLog().read(new ByteArrayInputStream(good.getBytes(StandardCharsets.UTF_8)));
        assertThat(steps.get(0).technique()).isEqualTo("T1059.001");
        assertThat(steps.get(0).execution()).isEqualTo(ExecutedStep.Execution.PREVENTED);
        byte[] bad = (good + "rubbish\n").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new CsvExecutionLog().read(new ByteArrayInputStream(bad)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("line 3 is broken");
    }

    @Test
    void a_response_is_planned_executed_and_taken_back() throws Exception {
        List<String> calls = new ArrayList<>();
        ResponseContext context = new ResponseContext() {
            @Override
            public Instant now() {
                return NOW;
            }

            @Override
            public HttpAccess http() {
                return (String method, URI uri, Map<String, String> headers, byte[] body) -> {
                    calls.add(method + " " + uri.getPath());
                    return HttpReply.of(204, Map.of(), new byte[0]);
                };
            }

            @Override
            public @Nullable String setting(String name) {
                return "https://fw.example";
            }
        };
        BlockAddressAction action = new BlockAddressAction();
        ResponseRequest request = new Request("203.0.113.9");
        ResponsePlan plan = action.plan(request, context);
        assertThat(plan.reversible()).isTrue();
        assertThat(calls).isEmpty();
        ResponseOutcome outcome = action.execute(request, plan, context);
        assertThat(action.revert(request, outcome.undo(), context).isDone()).isTrue();
        assertThat(calls).containsExactly("PUT /block-list/r1", "DELETE /block-list/r1");
        assertThatThrownBy(() -> action.plan(new Request("203.0.113.9; rm -rf /"), context))
                .hasMessage("the target is no address");
    }

    private record Request(String target) implements ResponseRequest {
        @Override
        public String id() {
            return "r1";
        }

        @Override
        public String client() {
            return "default";
        }

        @Override
        public String offense() {
            return "o1";
        }

        @Override
        public String targetField() {
            return "source.ip";
        }

        @Override
        public String reason() {
            return "sprays passwords";
        }

        @Override
        public String requestedBy() {
            return "ana";
        }

        @Override
        public @Nullable Instant until() {
            return NOW.plusSeconds(3600);
        }

        @Override
        public List<String> evidence() {
            return List.of();
        }
    }

    @Test
    void a_rating_is_the_sum_of_its_terms() {
        RatingInput.Contribution rule = new RatingInput.Contribution() {
            @Override
            public String rule() {
                return "r";
            }

            @Override
            public String title() {
                return "Brute force";
            }

            @Override
            public int severity() {
                return 6;
            }

            @Override
            public int confidence() {
                return 80;
            }

            @Override
            public Set<String> techniques() {
                return Set.of("T1110");
            }

            @Override
            public boolean succeeded() {
                return false;
            }

            @Override
            public Set<String> sources() {
                return Set.of("sshd");
            }

            @Override
            public long count() {
                return 12;
            }

            @Override
            public List<String> evidence() {
                return List.of("e1", "e2");
            }
        };
        RatingInput input = new RatingInput() {
            @Override
            public String client() {
                return "default";
            }

            @Override
            public Instant asOf() {
                return NOW;
            }

            @Override
            public Instant firstSeen() {
                return NOW;
            }

            @Override
            public Instant lastSeen() {
                return NOW;
            }

            @Override
            public List<Contribution> contributions() {
                return List.of(rule);
            }

            @Override
            public Map<String, Double> assets() {
                return Map.of();
            }

            @Override
            public @Nullable ThreatProfile profile() {
                return null;
            }
        };
        Rating rating = new SeverityOnlyRating().rate(input);
        assertThat(rating.score()).isEqualTo(6 * 7 + 1 * 3);
        assertThat(rating.terms()).extracting(Rating.Term::name).containsExactly("severity", "breadth");
        assertThat(rating.terms().get(0).evidence()).containsExactly("e1", "e2");
        assertThatThrownBy(() -> Rating.builder().build()).isInstanceOf(IllegalStateException.class);
    }
}
