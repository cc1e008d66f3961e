package dev.vedette.host;

import dev.vedette.host.detect.FieldResolution;
import dev.vedette.host.detect.JavaRuleRuntime;
import dev.vedette.host.pack.LoadedPack;
import dev.vedette.host.pack.PackActivation;
import dev.vedette.host.pack.PackGeneration;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackId;
import dev.vedette.host.pack.PackRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The content in force, and how another comes into force: compiled and tried beside it, then swapped in at once. Until
 * then nothing has changed. Thread-safe.
 */
public final class ActiveContent implements PackActivation {
    private final PackGuard guard;
    private final JavaRuleRuntime javaRules;
    private final FieldResolution fields = FieldResolution.standard();
    private final List<Consumer<PackContent>> listeners = new ArrayList<>();
    private volatile PackContent current = PackContent.EMPTY;

    public ActiveContent(PackGuard guard) {
        this.guard = guard;
        this.javaRules = new JavaRuleRuntime(guard);
    }

    public PackContent get() {
        return current;
    }

    /** Tells a part of the host when the content changes; called before packs are started. */
    void onChange(Consumer<PackContent> listener) {
        listeners.add(listener);
    }

    @Override
    public Prepared prepare(PackGeneration candidate) throws PackRefusedException {
        ContentCompiler compiler = new ContentCompiler(guard, fields, javaRules);
        PackContent next = compiler.compile(candidate.packs());
        PackVectors.check(newcomers(candidate.packs()), next, guard);
        Map<PackId, PackActivation.Content> summary = compiler.summary(next);
        return new Prepared() {
            @Override
            public void activate() {
                current = next;
                listeners.forEach(listener -> listener.accept(next));
            }

            @Override
            public Map<PackId, PackActivation.Content> content() {
                return summary;
            }
        };
    }

    /** The vectors of a pack that is in force already have run; a draft installed again is another pack. */
    private List<LoadedPack> newcomers(List<LoadedPack> packs) {
        List<LoadedPack> known = current.packs();
        return packs.stream().filter(pack -> !known.contains(pack)).toList();
    }
}
