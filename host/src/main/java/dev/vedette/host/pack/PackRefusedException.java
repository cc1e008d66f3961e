package dev.vedette.host.pack;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pack cannot be used. The message has the reason, the code and what to do. */
public final class PackRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient @Nullable PackId culprit;
    private final PackCode code;
    private final String reason;

    /**
     * For activations.
     *
     * @param culprit the pack to leave out
     * @param reason what is wrong and where (file, line, column), without a full stop
     */
    public PackRefusedException(PackId culprit, PackCode code, String reason) {
        super(culprit + ": " + reason + " [" + code + "]. " + code.remedy());
        this.culprit = Objects.requireNonNull(culprit, "culprit");
        this.code = code;
        this.reason = reason;
    }

    /** Where the archive has not yet said who it is. */
    PackRefusedException(PackCode code, String reason) {
        super(reason + " [" + code + "]. " + code.remedy());
        this.culprit = null;
        this.code = code;
        this.reason = reason;
    }

    /** The pack, or null as long as its manifest could not be read. */
    public @Nullable PackId culprit() {
        return culprit;
    }

    public PackCode code() {
        return code;
    }

    /** The message without pack, code and remedy. */
    public String reason() {
        return reason;
    }
}
