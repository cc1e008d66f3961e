package dev.vedette.host;

import dev.vedette.host.access.Access;
import dev.vedette.host.access.Principal;
import dev.vedette.host.access.Role;
import dev.vedette.host.ingest.Admission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Admits the tokens of the role ingest to receivers: such a token belongs to one client. */
final class TokenAdmission implements Admission {
    private final Access access;

    TokenAdmission(Access access) {
        this.access = access;
    }

    @Override
    public @Nullable Admitted admit(@Nullable String secret) {
        Principal principal = access.authenticate(secret);
        if (principal == null || principal.role() != Role.INGEST) {
            return null;
        }
        Set<String> clients = principal.scope().clients();
        return clients.size() != 1
                ? null
                : new Admitted(principal.id(), clients.iterator().next(), principal.source(), principal.parser());
    }
}
