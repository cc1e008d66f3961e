package dev.vedette.host.detect;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a set of rules on one event after the other. One for each worker: it keeps the marks of the event under way,
 * and is not thread-safe. Allocates only where a rule matches or a regular expression runs.
 *
 * <p>The marks are stamps: a predicate is true when its stamp is the number of the current event, so that nothing needs
 * to be cleared between events.
 */
public final class Matcher {
    private final RuleSet set;
    private final RuleIndex index;
    private final Lane.Cache lanes;
    private final FoldedValue value = new FoldedValue();
    private final LiteralAutomaton.Hits hits = this::mark;

    private int epoch;
    private final int[] known; // by predicate: epoch = true, -epoch = false
    private final int[] slotEpoch;
    private final int[] slotRank;
    private final @Nullable Object[] slotValue;
    private final int[] touched;
    private int touchedCount;
    private final int[] ruleEpoch;
    private final int[] candidates;
    private int candidateCount;
    private byte[] keywordFields = {}; // by field id: 0 not asked yet, 1 searched, 2 not
    private Lane lane;
    private @Nullable Event event;

    Matcher(RuleSet set, RuleIndex index) {
        this.set = set;
        this.index = index;
        this.lanes = new Lane.Cache(index);
        this.lane = lanes.of(List.of());
        int slots = index.slotIndexes().length;
        known = new int[index.predicateSlots().length];
        slotEpoch = new int[slots];
        slotRank = new int[slots];
        slotValue = new @Nullable Object[slots];
        touched = new int[slots];
        ruleEpoch = new int[index.rules().size()];
        candidates = new int[index.rules().size()];
    }

    /** What the rules find in an event, in the order of the rules; usually an empty list. */
    public List<Finding> evaluate(Event next) {
        lane = lanes.of(next.logSources());
        if (lane.empty()) {
            return List.of();
        }
        begin(next);
        try {
            fillSlots(next);
            for (int i = 0; i < touchedCount; i++) {
                search(touched[i]);
            }
            if (lane.slots()[FieldSlots.KEYWORDS]) {
                searchKeywords(next);
            }
            for (int rule : lane.always()) {
                propose(rule);
            }
            return findings(next);
        } finally {
            end();
        }
    }

    private void begin(Event next) {
        if (++epoch == Integer.MAX_VALUE) {
            epoch = 1;
            Arrays.fill(known, 0);
            Arrays.fill(slotEpoch, 0);
            Arrays.fill(ruleEpoch, 0);
        }
        event = next;
        touchedCount = 0;
        candidateCount = 0;
    }

    private void end() {
        for (int i = 0; i < touchedCount; i++) {
            slotValue[touched[i]] = null; // keep no event alive
        }
        event = null;
        value.shrink();
    }

    private void fillSlots(Event next) {
        int[] @Nullable [] references = index.references();
        boolean[] wanted = lane.slots();
        for (int i = 0; i < next.size(); i++) {
            int id = next.field(i).id();
            int[] slots = id < references.length ? references[id] : null;
            if (slots != null) {
                for (int s = 0; s < slots.length; s += 2) {
                    if (wanted[slots[s]]) {
                        fill(slots[s], slots[s + 1], next.value(i));
                    }
                }
            }
        }
    }

    private void fill(int slot, int rank, Object candidate) {
        if (slotEpoch[slot] != epoch) {
            slotEpoch[slot] = epoch;
            touched[touchedCount++] = slot;
        } else if (slotRank[slot] <= rank) {
            return;
        }
        slotRank[slot] = rank;
        slotValue[slot] = candidate;
    }

    private void search(int slot) {
        if (index.present()[slot] >= 0) {
            mark(index.present()[slot]);
        }
        SlotIndex literals = index.slotIndexes()[slot];
        Object whole = slotValue[slot];
        if (literals == null || whole == null) {
            return;
        }
        if (whole instanceof List<?> members) {
            for (int i = 0; i < members.size(); i++) {
                search(literals, members.get(i));
            }
        } else {
            search(literals, whole);
        }
    }

    private void search(SlotIndex literals, Object one) {
        value.load(one);
        literals.find(value, hits);
    }

    private void searchKeywords(Event next) {
        if (index.present()[FieldSlots.KEYWORDS] >= 0) {
            mark(index.present()[FieldSlots.KEYWORDS]);
        }
        SlotIndex literals = index.slotIndexes()[FieldSlots.KEYWORDS];
        if (literals == null) {
            return;
        }
        for (int i = 0; i < next.size(); i++) {
            if (holdsKeywords(next.field(i))) {
                if (next.value(i) instanceof List<?> members) {
                    for (int m = 0; m < members.size(); m++) {
                        search(literals, members.get(m));
                    }
                } else {
                    search(literals, next.value(i));
                }
            }
        }
        if (Keywords.includesRaw(next)) {
            search(literals, next.raw().text());
        }
    }

    private boolean holdsKeywords(Field field) {
        int id = field.id();
        if (id >= keywordFields.length) {
            keywordFields = Arrays.copyOf(keywordFields, Math.max(id + 1, keywordFields.length * 2));
        }
        if (keywordFields[id] == 0) {
            keywordFields[id] = (byte) (Keywords.includes(field) ? 1 : 2);
        }
        return keywordFields[id] == 1;
    }

    /** A predicate is true: it makes the rules that wait for it candidates. */
    private void mark(int predicate) {
        if (known[predicate] == epoch) {
            return;
        }
        known[predicate] = epoch;
        int[] rules = index.witnessed()[predicate];
        if (rules == null) {
            return;
        }
        boolean[] groups = lane.groups();
        for (int i = 0; i < rules.length; i += rules[i + 1] + 2) {
            if (groups[rules[i]]) {
                for (int r = i + 2; r < i + 2 + rules[i + 1]; r++) {
                    propose(rules[r]);
                }
            }
        }
    }

    private void propose(int rule) {
        if (ruleEpoch[rule] != epoch) {
            ruleEpoch[rule] = epoch;
            candidates[candidateCount++] = rule;
        }
    }

    private List<Finding> findings(Event next) {
        List<Finding> findings = List.of();
        Arrays.sort(candidates, 0, candidateCount);
        for (int i = 0; i < candidateCount; i++) {
            CompiledRule rule = index.rules().get(candidates[i]);
            if (rule.code().length == 0 || holds(rule.code(), 0)) {
                Finding finding = set.finding(rule, next);
                if (finding != null) {
                    findings = findings.isEmpty() ? new ArrayList<>(4) : findings;
                    findings.add(finding);
                }
            }
        }
        return findings;
    }

    private boolean holds(int[] code, int at) {
        int operand = code[at + 1];
        return switch (code[at]) {
            case RuleProgram.TRUE -> isTrue(operand);
            case RuleProgram.FALSE -> !isTrue(operand);
            case RuleProgram.ALL -> {
                for (int part = at + 2; part < operand; part = behind(code, part)) {
                    if (!holds(code, part)) {
                        yield false;
                    }
                }
                yield true;
            }
            default -> {
                for (int part = at + 2; part < operand; part = behind(code, part)) {
                    if (holds(code, part)) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }

    private static int behind(int[] code, int at) {
        return code[at] <= RuleProgram.FALSE ? at + 2 : code[at + 1];
    }

    private boolean isTrue(int predicate) {
        int mark = known[predicate];
        if (mark == epoch) {
            return true;
        }
        PredicateTable.Lazy lazy = index.lazies()[predicate];
        if (lazy == null || mark == -epoch) {
            return false;
        }
        boolean result = isGuardedTrue(predicate, lazy);
        known[predicate] = result ? epoch : -epoch;
        return result;
    }

    private boolean isGuardedTrue(int predicate, PredicateTable.Lazy lazy) {
        boolean possible = lazy.guards().length == 0;
        for (int guard : lazy.guards()) {
            possible = possible || isTrue(guard);
        }
        int slot = index.predicateSlots()[predicate];
        Event current = event;
        if (!possible || current == null) {
            return false;
        }
        ValueMatcher matcher = lazy.matcher();
        if (slot == FieldSlots.KEYWORDS) {
            return Keywords.any(current, (field, text) -> matcher.matches(text));
        }
        Object whole = slotEpoch[slot] == epoch ? slotValue[slot] : null;
        if (whole == null) {
            return false;
        }
        if (matcher instanceof ValueMatcher.Reference reference) {
            Object other = slotEpoch[lazy.otherSlot()] == epoch ? slotValue[lazy.otherSlot()] : null;
            return other != null && any(reference.with(Values.members(other)), whole);
        }
        return any(matcher, whole);
    }

    private static boolean any(ValueMatcher matcher, Object whole) {
        if (!(whole instanceof List<?> members)) {
            return matcher.matches(whole);
        }
        for (int i = 0; i < members.size(); i++) {
            if (matcher.matches(members.get(i))) {
                return true;
            }
        }
        return false;
    }
}
