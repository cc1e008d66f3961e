package dev.vedette.host.pack;

/**
 * What the guard counted around calls into plugins.
 *
 * @param calls calls that were begun
 * @param faults calls that ended by a throwable, by null, or beyond the hard limit
 * @param slow calls beyond the soft limit
 * @param abandoned calls beyond the hard limit
 * @param stuck threads that are still inside an abandoned call
 * @param refused calls not made because the extension is paused or quarantined
 */
public record PluginCounts(long calls, long faults, long slow, long abandoned, long stuck, long refused) {
    static final PluginCounts NONE = new PluginCounts(0, 0, 0, 0, 0, 0);

    PluginCounts plus(PluginCounts other) {
        return new PluginCounts(
                calls + other.calls,
                faults + other.faults,
                slow + other.slow,
                abandoned + other.abandoned,
                stuck + other.stuck,
                refused + other.refused);
    }
}
