package dev.vedette.host.pack;

/**
 * A text file of a pack.
 *
 * @param path inside the pack, with slashes
 */
public record PackFile(String path, String text) {
    /** The path only: a rule's text has no place in a log. */
    @Override
    public String toString() {
        return path;
    }
}
