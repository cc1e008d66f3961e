package dev.vedette.host.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the tokens and says who stands behind one. Thread-safe.
 *
 * <p>At the first start it makes one administrator token; the clear text goes to {@code admin-token} in the data folder,
 * once, and only the hash is kept. At every start it makes a token for the local command line in {@code cli-token},
 * which {@link #close} takes away again. Both files belong to the owner alone.
 */
public final class Access implements AutoCloseable {
    /** The file with the administrator's token in clear: to be read once, then deleted. */
    public static final String ADMIN_FILE = "admin-token";
    /** The file with the token of the local command line. */
    public static final String CLI_FILE = "cli-token";

    static final String ADMIN = "admin";
    static final String CLI = "cli";
    static final Set<String> OWN_IDS = Set.of(ADMIN, CLI);

    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    private record Known(TokenHash hash, Principal principal) {}

    private final List<Known> known;
    private final Path cliFile;
    private final @Nullable Path freshAdminToken;

    private Access(List<Known> known, Path cliFile, @Nullable Path freshAdminToken) {
        this.known = List.copyOf(known);
        this.cliFile = cliFile;
        this.freshAdminToken = freshAdminToken;
    }

    /**
     * Reads the tokens of a data folder and makes those that are missing.
     *
     * @throws IOException with the reason and the remedy, when the files cannot be read or written
     */
    public static Access open(Path dataFolder, AccessSettings settings, SecureRandom random, Clock clock)
            throws IOException {
        Files.createDirectories(dataFolder);
        TokenFile file = new TokenFile(dataFolder.resolve("tokens.yml"));
        List<TokenFile.Entry> entries = new ArrayList<>(file.read());
        Path fresh = null;
        if (entries.stream().noneMatch(entry -> entry.role() == Role.ADMINISTRATOR)) {
            String token = TokenHash.draw(random);
            fresh = dataFolder.resolve(ADMIN_FILE);
            SecretFile.write(fresh, token + "\n"); // before the hash: a crash in between makes another one, not none
            entries.add(new TokenFile.Entry(ADMIN, Role.ADMINISTRATOR, TokenHash.of(token), clock.instant()));
            file.write(entries);
        }
        String cliToken = TokenHash.draw(random);
        Path cliFile = dataFolder.resolve(CLI_FILE);
        SecretFile.write(cliFile, cliToken + "\n");

        List<Known> known = new ArrayList<>();
        for (TokenFile.Entry entry : entries) {
            known.add(new Known(entry.hash(), new Principal(entry.id(), entry.role(), ClientScope.ALL)));
        }
        known.add(new Known(TokenHash.of(cliToken), new Principal(CLI, Role.ADMINISTRATOR, ClientScope.ALL)));
        for (AccessSettings.ConfiguredToken token : settings.tokens()) {
            ClientScope scope = token.clients().isEmpty()
                    ? ClientScope.ALL
                    : ClientScope.of(token.clients().toArray(String[]::new));
            known.add(new Known(
                    TokenHash.ofConfigured(token.id(), token.secret()),
                    new Principal(token.id(), token.role(), scope, token.source(), token.parser())));
        }
        return new Access(known, cliFile, fresh);
    }

    /**
     * Who stands behind a token.
     *
     * @param bearer the clear token, or null when the call brought none
     * @return null when nobody does
     */
    public @Nullable Principal authenticate(@Nullable String bearer) {
        if (bearer == null || bearer.isEmpty() || bearer.length() > 512) {
            return null;
        }
        TokenHash hash = TokenHash.of(bearer);
        Principal found = null;
        for (Known candidate : known) { // all of them, always: the time does not tell which one matched
            if (candidate.hash().matches(hash)) {
                found = candidate.principal();
            }
        }
        return found;
    }

    /** Where the administrator's token was written, if it was made just now; null otherwise. */
    public @Nullable Path freshAdminToken() {
        return freshAdminToken;
    }

    /** Takes the token of the command line away. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(cliFile);
        } catch (IOException e) {
            LOG.warn("Cannot delete {}: {}; delete it by hand", cliFile, e.toString());
        }
    }
}
