package dev.vedette.host.access;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a call.
 *
 * @param id of the token or user; it may be shown and logged, it is no secret
 * @param role what it may do
 * @param scope whose data it may see or send
 * @param source the source that everything it sends in is filed under, or null for the usual one
 * @param parser the parser that everything it sends in goes to, or null to recognise by content
 */
public record Principal(
        String id,
        Role role,
        ClientScope scope,
        @Nullable String source,
        @Nullable String parser) {
    public Principal(String id, Role role, ClientScope scope) {
        this(id, role, scope, null, null);
    }

    public boolean may(Role required) {
        return role.includes(required);
    }
}
