package dev.vedette.host.correlate;

import java.util.Map;

/** How far a source is to be believed, by the letters of the Admiralty code. */
enum Reliability {
    A(1.0, "completely reliable"),
    B(0.75, "usually reliable"),
    C(0.5, "fairly reliable"),
    D(0.25, "not usually reliable"),
    E(0.0, "unreliable"),
    F(0.5, "of unknown reliability");

    private final double share;
    private final String words;

    Reliability(double share, String words) {
        this.share = share;
        this.words = words;
    }

    double share() {
        return share;
    }

    String words() {
        return words;
    }

    static Reliability ofLetter(String letter) {
        for (Reliability reliability : values()) {
            if (reliability.name().equalsIgnoreCase(letter)) {
                return reliability;
            }
        }
        throw new IllegalArgumentException("a source's reliability is A, B, C, D, E or F, not '" + letter + "'");
    }

    /** The one of the longest beginning of the type that is listed; machines' own logs are usually reliable. */
    static Reliability of(String logSource, Map<String, String> listed) {
        String best = "";
        for (String begin : listed.keySet()) {
            if (logSource.startsWith(begin) && begin.length() > best.length()) {
                best = begin;
            }
        }
        String letter = listed.get(best);
        return letter == null ? B : ofLetter(letter);
    }
}
