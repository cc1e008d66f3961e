package dev.vedette.host.pack;

/** What came of an install, upgrade, removal or rollback. */
public sealed interface PackChange {
    /** It is done: this generation is active. */
    record Activated(PackGeneration generation) implements PackChange {}

    /** It is not done, and what was active before still is. */
    record Refused(PackCode code, String reason) implements PackChange {
        /** Reason, code and remedy in one text. */
        @Override
        public String toString() {
            return reason + " [" + code + "]. " + code.remedy();
        }
    }
}
