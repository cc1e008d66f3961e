package dev.vedette.host.store;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A slice that could not be read and was set aside.
 *
 * @param cutsBefore how many roll-backs there had been then
 */
record DamagedSlice(String client, SliceName name, Path folder, int cutsBefore) {
    /** The file that says what came of the attempt to rebuild it. */
    static final String REPORT = "salvage-report.txt";

    boolean isTried() {
        return Files.exists(folder.resolve(REPORT));
    }

    /** What somebody has to do. */
    String advice() {
        String what = "an event slice is damaged and was set aside as " + folder + "; everything else is served. ";
        return isTried()
                ? what + "What could be read came back; " + folder.resolve(REPORT)
                        + " names what did not. Check the disk"
                        + " (dmesg, smartctl), then restore the slice from a backup, or delete the folder to accept the"
                        + " loss"
                : what + "It is being rebuilt from what can be read. Check the disk (dmesg, smartctl)";
    }
}
