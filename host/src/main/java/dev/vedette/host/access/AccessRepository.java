package dev.vedette.host.access;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where users, tokens and the audit log are kept. What a method wrote is on the disk when it returns. */
public interface AccessRepository {
    List<UserAccount> users();

    /** Keeps a user, new or changed. */
    void put(UserAccount user);

    List<StoredToken> tokens();

    /** Keeps a token, new or changed. */
    void put(StoredToken token);

    /** Notes when tokens were used last, by id. */
    void used(Map<String, Instant> lastUsed);

    /** Appends to the audit log; fails when the number is taken. */
    void append(AuditRecord record) throws IOException;

    /** Records of the audit log that fit, latest first. */
    List<AuditRecord> audit(AuditFilter filter) throws IOException;

    /** Records with a greater number, in their order, at most so many. */
    List<AuditRecord> auditAfter(long number, int limit) throws IOException;
}
