package dev.vedette.host.parse;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.parse.Assembly;
import dev.vedette.api.parse.LogParser;
import dev.vedette.api.parse.ParseContext;
import dev.vedette.api.parse.ParseResult;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.pack.Budget;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackId;
import dev.vedette.host.parse.declarative.DeclarativeParsers;
import dev.vedette.host.parse.declarative.ParserSyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A parse stage with given parsers, for tests. */
public final class Parsing implements AutoCloseable {
    public static final Instant NOON = Instant.parse("2026-10-20T12:00:00Z");
    public static final PackId PACK = new PackId("test.pack", "1.2.3");

    private final PackGuard guard = new PackGuard();
    private ParserRegistry registry = ParserRegistry.empty();
    private final ParseStage stage;
    private long position;

    public Parsing(ParseSettings settings, LogParser... parsers) {
        stage = new ParseStage(() -> registry, guard, settings);
        install(parsers);
    }

    /** With parsers as YAML. */
    public static Parsing of(String... texts) {
        return new Parsing(ParseSettings.defaults(), compile(texts).toArray(LogParser[]::new));
    }

    public static List<LogParser> compile(String... texts) {
        List<LogParser> parsers = new ArrayList<>();
        for (String text : texts) {
            try {
                parsers.addAll(DeclarativeParsers.compile("test.yml", text));
            } catch (ParserSyntaxException e) {
                throw new AssertionError(e.getMessage(), e);
            }
        }
        return parsers;
    }

    public void install(LogParser... parsers) {
        List<ParserEntry> entries = new ArrayList<>();
        for (LogParser parser : parsers) {
            entries.add(new ParserEntry(parser, guard.plugin(PACK, parser.id(), Budget.PARSER), PACK));
        }
        registry = ParserRegistry.of(entries);
    }

    public ParseStage stage() {
        return stage;
    }

    public PackGuard guard() {
        return guard;
    }

    public ParserRegistry registry() {
        return registry;
    }

    public List<ParseOutcome> accept(String text, Instant at, Origin origin) {
        return accept(new RawRecord(text.getBytes(StandardCharsets.UTF_8), at, origin));
    }

    public List<ParseOutcome> accept(RawRecord record) {
        List<ParseOutcome> out = new ArrayList<>();
        stage.accept(new JournaledRecord(position++, record), out::add);
        return out;
    }

    public List<ParseOutcome> accept(String text) {
        return accept(text, NOON, origin("a"));
    }

    /** What becomes of a record that waits for no other. */
    public ParseOutcome one(String text) {
        List<ParseOutcome> out = accept(text);
        if (out.size() != 1) {
            throw new AssertionError("one outcome expected: " + out);
        }
        return out.get(0);
    }

    /** The event of a record that a parser understands. */
    public Event event(String text) {
        ParseOutcome outcome = one(text);
        if (!(outcome instanceof ParseOutcome.Understood)) {
            throw new AssertionError("not understood: " + outcome);
        }
        return outcome.events().get(0);
    }

    public List<ParseOutcome> tick(Instant now) {
        List<ParseOutcome> out = new ArrayList<>();
        stage.tick(now, out::add);
        return out;
    }

    public List<ParseOutcome> flush() {
        List<ParseOutcome> out = new ArrayList<>();
        stage.flush(out::add);
        return out;
    }

    public static Origin origin(String source) {
        return Origin.of("client", "test").source(source).build();
    }

    public static Object value(Event event, String field) {
        return event.get(Field.of(field));
    }

    @Override
    public void close() {
        guard.close();
    }

    /** What a fake parser does. */
    @FunctionalInterface
    public interface Body {
        ParseResult parse(RawRecord record, EventDraft draft, ParseContext context);
    }

    /** A parser in Java. */
    public record Fake(String id, List<String> literals, int priority, Assembly assembly, Body body)
            implements LogParser {
        public Fake(String id, String literal, Body body) {
            this(id, literal.isEmpty() ? List.of() : List.of(literal), 50, Assembly.none(), body);
        }

        @Override
        public ParseResult parse(RawRecord record, EventDraft draft, ParseContext context) {
            return body.parse(record, draft, context);
        }
    }
}
