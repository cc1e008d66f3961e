package dev.vedette.host.detect;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.host.detect.sigma.Expression;
import dev.vedette.host.detect.sigma.SigmaDocument;
import dev.vedette.host.detect.sigma.SigmaReader;
import dev.vedette.host.detect.sigma.SigmaRule;
import dev.vedette.host.detect.sigma.TextPattern;
import dev.vedette.host.detect.sigma.ValueTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Events made of what rules look for: literals of one rule, in its fields, sometimes with noise around them. */
final class CorpusEvents {
    private final List<SigmaRule> rules = new ArrayList<>();
    private final FieldResolution resolution = FieldResolution.standard();
    private final Random random;

    CorpusEvents(List<RuleText> texts, long seed) {
        random = new Random(seed);
        for (RuleText text : texts) {
            for (SigmaDocument document :
                    SigmaReader.read(text.source().path(), text.source().text())) {
                if (document instanceof SigmaDocument.Accepted accepted) {
                    rules.add(accepted.rule());
                }
            }
        }
    }

    /** The ids of the rules in a set that the interpreter finds. */
    Set<String> expected(Event event, RuleSet set) {
        Set<String> loaded = new HashSet<>();
        set.rules().forEach(rule -> loaded.add(rule.id()));
        Set<String> ids = new HashSet<>();
        for (SigmaRule rule : rules) {
            if (loaded.contains(rule.id()) && new Interpreter(rule, resolution).matches(event)) {
                ids.add(rule.id());
            }
        }
        return ids;
    }

    Event next() {
        SigmaRule rule = rules.get(random.nextInt(rules.size()));
        EventDraft draft = Events.draft("").logSource(rule.logSource()).set(Field.of("marker"), "x");
        fill(rule.expression(), rule, draft);
        return draft.freeze().getFirst();
    }

    private void fill(Expression expression, SigmaRule rule, EventDraft draft) {
        switch (expression) {
            case Expression.And and -> and.parts().forEach(part -> fill(part, rule, draft));
            case Expression.Or or ->
                fill(or.parts().get(random.nextInt(or.parts().size())), rule, draft);
            case Expression.Not not -> {
                if (random.nextInt(4) == 0) {
                    fill(not.part(), rule, draft);
                }
            }
            case Expression.Search search -> fill(search.body(), rule, draft);
            case Expression.Item item -> {
                StringBuilder text = new StringBuilder();
                for (Expression.Value value : item.values()) {
                    if ((item.all() || text.isEmpty() || random.nextInt(20) == 0)
                            && value.tests().getFirst() instanceof ValueTest.Text wanted) {
                        wanted.pattern().parts().forEach(part -> text.append(sample(part)));
                    }
                }
                if (item.field() != null && !text.isEmpty()) {
                    List<Field> candidates = resolution.candidates(rule.logSource(), item.field());
                    Field field = candidates.get(random.nextInt(candidates.size()));
                    draft.setText(field, text.toString());
                } else {
                    draft.set(Field.of("message"), "x" + text);
                }
            }
        }
    }

    private String sample(TextPattern.Part part) {
        return switch (part) {
            case TextPattern.Literal literal ->
                random.nextBoolean() ? literal.text() : literal.text().toUpperCase(java.util.Locale.ROOT);
            case TextPattern.Mark.ANY -> random.nextInt(3) == 0 ? "C:\\Windows\\System32\\" : "";
            case TextPattern.Mark.ONE -> "x";
            case TextPattern.Mark.DASH -> random.nextBoolean() ? "/" : "-";
        };
    }
}
