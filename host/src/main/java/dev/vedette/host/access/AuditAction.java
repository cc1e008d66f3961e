package dev.vedette.host.access;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the audit log knows. Written as {@link #label()}: {@code PACK_INSTALL} is {@code pack-install}. */
public enum AuditAction {
    LOGIN(Unwritten.REFUSED),
    LOGIN_FAILED(Unwritten.GOES_ON),
    LOGOUT(Unwritten.GOES_ON),
    /** Somebody asked for what his role does not allow. */
    ACCESS_DENIED(Unwritten.GOES_ON),
    SEARCH(Unwritten.GOES_ON),
    EXPORT(Unwritten.REFUSED),
    REPORT(Unwritten.GOES_ON),
    AUDIT_READ(Unwritten.GOES_ON),
    USER_CREATE(Unwritten.REFUSED),
    USER_CHANGE(Unwritten.REFUSED),
    PASSWORD_CHANGE(Unwritten.REFUSED),
    TOKEN_CREATE(Unwritten.REFUSED),
    TOKEN_REVOKE(Unwritten.REFUSED),
    PACK_INSTALL(Unwritten.REFUSED),
    PACK_REMOVE(Unwritten.REFUSED),
    PACK_ROLLBACK(Unwritten.REFUSED),
    RULE_CHANGE(Unwritten.REFUSED),
    OFFENSE_CLOSE(Unwritten.REFUSED),
    HOLD_SET(Unwritten.REFUSED),
    HOLD_RELEASE(Unwritten.REFUSED),
    VERIFY(Unwritten.GOES_ON),
    REPARSE(Unwritten.REFUSED),
    DEAD_LETTERS_REPLAY(Unwritten.REFUSED),
    SOURCE_CHANGE(Unwritten.REFUSED),
    CONFIG_CHANGE(Unwritten.REFUSED),
    BACKUP_CREATE(Unwritten.REFUSED),
    BACKUP_RESTORE(Unwritten.REFUSED),
    HOST_START(Unwritten.GOES_ON),
    HOST_STOP(Unwritten.GOES_ON),
    /** Entries that could not be written at their time; the detail counts them. */
    AUDIT_GAP(Unwritten.GOES_ON);

    /**
     * What becomes of an action that cannot be written down. Changes do not happen. Looking goes on: a full disk must not
     * blind those who have to find out what filled it.
     */
    private enum Unwritten {
        REFUSED,
        GOES_ON
    }

    private final Unwritten unwritten;

    AuditAction(Unwritten unwritten) {
        this.unwritten = unwritten;
    }

    /** Whether it must not happen when it cannot be written down. */
    public boolean refusedUnwritten() {
        return unwritten == Unwritten.REFUSED;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The action of this label, or null. */
    public static @Nullable AuditAction of(String label) {
        return Arrays.stream(values())
                .filter(action -> action.label().equals(label))
                .findFirst()
                .orElse(null);
    }
}
