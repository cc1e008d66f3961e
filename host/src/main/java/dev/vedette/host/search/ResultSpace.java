package dev.vedette.host.search;

import java.util.concurrent.atomic.AtomicLong;

/** Memory and disk that the rows of all searches share. */
final class ResultSpace {
    private final long mostMemory;
    private final long mostDisk;
    private final AtomicLong memory = new AtomicLong();
    private final AtomicLong disk = new AtomicLong();

    ResultSpace(long mostMemory, long mostDisk) {
        this.mostMemory = mostMemory;
        this.mostDisk = mostDisk;
    }

    boolean takeMemory(long bytes) {
        return take(memory, bytes, mostMemory);
    }

    boolean takeDisk(long bytes) {
        return take(disk, bytes, mostDisk);
    }

    void giveMemory(long bytes) {
        memory.addAndGet(-bytes);
    }

    void giveDisk(long bytes) {
        disk.addAndGet(-bytes);
    }

    /** Whether so little disk is left that finished searches should go. */
    boolean diskIsShort() {
        return disk.get() > mostDisk / 5 * 4;
    }

    long memory() {
        return memory.get();
    }

    long disk() {
        return disk.get();
    }

    private static boolean take(AtomicLong taken, long bytes, long most) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }
}
