package dev.vedette.host.pack;

/**
 * How large a pack may be.
 *
 * @param archiveBytes of the archive itself
 * @param entries files in it
 * @param entryBytes of one file, unpacked
 * @param totalBytes of all files, unpacked
 * @param ratio how many times larger than packed a file above 1 MiB may be
 */
record ArchiveLimits(long archiveBytes, int entries, long entryBytes, long totalBytes, int ratio) {
    private static final int MIB = 1024 * 1024;

    static final ArchiveLimits USUAL = new ArchiveLimits(64L * MIB, 5_000, 32L * MIB, 256L * MIB, 200);

    static final int MAX_NAME = 400;

    void entryCount(long count) throws PackRefusedException {
        if (count > entries) {
            throw new PackRefusedException(
                    PackCode.ARCHIVE_TOO_LARGE, "the pack has " + count + " entries; " + entries + " are allowed");
        }
    }

    void entry(String name, long unpacked, long packed) throws PackRefusedException {
        if (unpacked > MIB && unpacked / Math.max(1, packed) > ratio) {
            throw new PackRefusedException(
                    PackCode.ARCHIVE_BOMB,
                    "'" + name + "' unpacks from " + packed + " to " + unpacked + " bytes; " + ratio
                            + " to 1 is allowed");
        }
        if (unpacked > entryBytes) {
            throw new PackRefusedException(
                    PackCode.ARCHIVE_TOO_LARGE, "'" + name + "' has more than " + entryBytes / MIB + " MiB unpacked");
        }
    }

    void total(long unpacked) throws PackRefusedException {
        if (unpacked > totalBytes) {
            throw new PackRefusedException(
                    PackCode.ARCHIVE_TOO_LARGE, "the pack has more than " + totalBytes / MIB + " MiB unpacked");
        }
    }

    void archive(long bytes) throws PackRefusedException {
        if (bytes > archiveBytes) {
            throw new PackRefusedException(
                    PackCode.ARCHIVE_TOO_LARGE,
                    "the archive has " + bytes + " bytes; " + archiveBytes / MIB + " MiB are allowed");
        }
    }

    /** Refuses a name that could lead out of the pack or means different things to different readers. */
    static void name(String name) throws PackRefusedException {
        String trouble = null;
        if (name.isEmpty() || name.length() > MAX_NAME) {
            trouble = "it has " + name.length() + " characters";
        } else if (name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf(':') >= 0) {
            trouble = "it is absolute, or has a backslash or colon";
        } else if (name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            trouble = "it has control characters";
        } else {
            for (String part : (name.endsWith("/") ? name.substring(0, name.length() - 1) : name).split("/", -1)) {
                if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                    trouble = "it has an empty part, '.' or '..'";
                }
            }
        }
        if (trouble != null) {
            throw new PackRefusedException(
                    PackCode.PATH_UNSAFE, "the path '" + printable(name) + "' in the archive is not safe: " + trouble);
        }
    }

    private static String printable(String name) {
        return name.length() > 100 ? printable(name.substring(0, 100)) + "..." : name.replaceAll("\\p{Cntrl}", "?");
    }
}
