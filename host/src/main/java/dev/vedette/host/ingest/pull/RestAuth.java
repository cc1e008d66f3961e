package dev.vedette.host.ingest.pull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the host says who it is.
 *
 * @param user for {@code basic}
 * @param header for {@code header}: its name, for example X-Api-Key
 * @param secret the password, token, key or client secret; better {@code secretFile}
 * @param prefix before the secret in a {@code header}, for example {@code "SSWS "}
 * @param tokenUrl for {@code oauth2}: where client credentials become a token (RFC 6749, 4.4)
 * @param clientId for {@code oauth2}
 * @param scope for {@code oauth2}, or null
 * @param audience for {@code oauth2} as some providers want it, or null
 * @param inBody for {@code oauth2}: the credentials go into the form and not into a Basic header
 */
public record RestAuth(
        @Nullable Kind kind,
        @Nullable String user,
        @Nullable String header,
        @Nullable String prefix,
        @Nullable String secret,
        @Nullable Path secretFile,
        @Nullable URI tokenUrl,
        @Nullable String clientId,
        @Nullable String scope,
        @Nullable String audience,
        boolean inBody) {
    static final RestAuth NONE = new RestAuth(Kind.NONE, null, null, null, null, null, null, null, null, null, false);

    /** The ways there are. */
    public enum Kind {
        NONE,
        BASIC,
        BEARER,
        HEADER,
        OAUTH2
    }

    public RestAuth {
        kind = kind == null ? Kind.NONE : kind;
        Secret.check(secret, secretFile, kind != Kind.NONE, "rest.auth.secret");
        need(kind, Kind.BASIC, user, "user");
        need(kind, Kind.HEADER, header, "header");
        need(kind, Kind.OAUTH2, tokenUrl, "token-url");
        need(kind, Kind.OAUTH2, clientId, "client-id");
    }

    private static void need(Kind kind, Kind of, @Nullable Object value, String key) {
        if (kind == of && value == null) {
            throw new IllegalArgumentException(
                    "rest.auth of kind " + of.name().toLowerCase(Locale.ROOT) + " needs '" + key + "'");
        }
    }

    @Override
    public Kind kind() {
        return Objects.requireNonNull(kind);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "RestAuth[" + kind + "]";
    }
}
