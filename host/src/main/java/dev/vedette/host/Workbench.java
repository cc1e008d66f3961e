package dev.vedette.host;

import dev.vedette.host.detect.FieldResolution;
import dev.vedette.host.detect.JavaRuleRuntime;
import dev.vedette.host.pack.OpenPack;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackHost;
import dev.vedette.host.pack.PackProblem;
import dev.vedette.host.pack.PackRefusedException;
import dev.vedette.host.pack.PackSettings;
import dev.vedette.host.pack.UnsignedCode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Packs without a host: for commands that look at files. Runs no receiver and writes no event. */
public final class Workbench implements AutoCloseable {
    private static final PackSettings ALLOW = PackSettings.defaults().withUnsignedCode(UnsignedCode.ALLOW);

    private final PackGuard guard;
    private final AutoCloseable packs;
    private final PackContent content;
    private final List<PackProblem> problems;

    private Workbench(PackGuard guard, AutoCloseable packs, PackContent content, List<PackProblem> problems) {
        this.guard = guard;
        this.packs = packs;
        this.content = content;
        this.problems = List.copyOf(problems);
    }

    /**
     * Loads the packs of a folder. Java in them runs: whoever names a folder on the command line trusts it as much as
     * the command itself.
     */
    public static Workbench open(Path packsFolder, Clock clock) {
        PackGuard guard = new PackGuard();
        ActiveContent content = new ActiveContent(guard);
        PackHost packs = new PackHost(packsFolder, ALLOW, clock, content, guard);
        List<PackProblem> problems = packs.start().problems();
        return new Workbench(guard, packs, content.get(), problems);
    }

    /**
     * Loads one pack, an archive or an author's folder, by itself; its vectors are not run.
     *
     * @throws PackRefusedException if a host would refuse it, with the reason
     */
    public static Workbench openPack(Path pack) throws PackRefusedException {
        PackGuard guard = new PackGuard();
        OpenPack open = OpenPack.open(pack, ALLOW);
        try {
            PackContent content = new ContentCompiler(guard, FieldResolution.standard(), new JavaRuleRuntime(guard))
                    .compile(List.of(open));
            return new Workbench(guard, open, content, List.of());
        } catch (PackRefusedException e) {
            open.close();
            guard.close();
            throw e;
        }
    }

    public PackContent content() {
        return content;
    }

    /** Packs of the folder that are not used, and why. */
    public List<PackProblem> problems() {
        return problems;
    }

    public PackGuard guard() {
        return guard;
    }

    @Override
    public void close() {
        try {
            packs.close();
        } catch (Exception e) { // the pack host and an open pack throw none
            throw new IllegalStateException(e);
        }
        guard.close();
    }
}
