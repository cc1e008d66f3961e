package dev.vedette.host.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows users and tokens and says who stands behind a call. Thread-safe.
 *
 * <p>A host that has no administrator makes a token for one; the clear text goes to {@code admin-token} in the data folder,
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
    /** Ids that nobody may choose; {@code host} is who writes what nobody asked for. */
    static final Set<String> OWN_IDS = Set.of(ADMIN, CLI, "host");

    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final int LONGEST_SECRET = 512;

    private final Tokens tokens;
    private final Users users;
    private final AuditLog audit;
    private final Sessions sessions;
    private final Logins logins;
    private final Duration sessionLength;
    private final Path cliFile;
    private final @Nullable Path freshAdminToken;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "access");
        thread.setDaemon(true);
        return thread;
    });

    private Access(
            Tokens tokens,
            Users users,
            Passwords passwords,
            AuditLog audit,
            Sessions sessions,
            Duration sessionLength,
            Clock clock,
            Path cliFile,
            @Nullable Path freshAdminToken) {
        this.tokens = tokens;
        this.users = users;
        this.audit = audit;
        this.sessions = sessions;
        this.sessionLength = sessionLength;
        this.logins = new Logins(users, passwords, sessions, new LoginThrottle(clock), audit);
        this.cliFile = cliFile;
        this.freshAdminToken = freshAdminToken;
        var unused = timer.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.MINUTES);
    }

    /**
     * Reads users and tokens and makes what is missing.
     *
     * @param dataFolder where the files with clear tokens go, and where a host before this one kept hashes
     * @throws IOException with the reason and the remedy, when files cannot be read or written, or ids stand twice
     */
    public static Access open(
            Path dataFolder, AccessSettings settings, AccessRepository repository, SecureRandom random, Clock clock)
            throws IOException {
        Files.createDirectories(dataFolder);
        Path cliFile = dataFolder.resolve(CLI_FILE);
        String cliToken = TokenHash.draw(random);
        List<Tokens.Fixed> fixed = new ArrayList<>();
        fixed.add(new Tokens.Fixed(TokenHash.of(cliToken), new Principal(CLI, Role.ADMINISTRATOR, ClientScope.ALL)));
        settings.tokens()
                .forEach(token -> fixed.add(
                        new Tokens.Fixed(TokenHash.ofConfigured(token.id(), token.secret()), token.principal())));
        Tokens tokens = new Tokens(repository, random, clock, fixed);
        takeOver(new TokenFile(dataFolder.resolve("tokens.yml")), tokens);
        Passwords passwords = new Passwords(random);
        Users users = new Users(repository, passwords, clock, tokens::has);
        requireDistinct(settings, tokens, users);

        Path fresh = null;
        boolean administered = tokens.anyStored(
                        token -> token.principal().role() == Role.ADMINISTRATOR && token.goodAt(clock.instant()))
                || users.list().stream().anyMatch(user -> user.role() == Role.ADMINISTRATOR && !user.disabled());
        if (!administered) {
            String id = ADMIN;
            for (int n = 2; isStored(tokens, id); n++) {
                id = ADMIN + "-" + n;
            }
            fresh = dataFolder.resolve(ADMIN_FILE);
            Principal administrator = new Principal(id, Role.ADMINISTRATOR, ClientScope.ALL);
            String token = TokenHash.draw(random);
            SecretFile.write(fresh, token + "\n"); // before the hash: a crash in between makes another one, not none
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            tokens.keep(new StoredToken(id, TokenHash.of(token).hex(), administrator, now, "host", null, null, null));
        }
        SecretFile.write(cliFile, cliToken + "\n");
        AuditLog audit = new AuditLog(repository, clock);
        return new Access(
                tokens,
                users,
                passwords,
                audit,
                new Sessions(random, clock, settings),
                settings.sessionLength(),
                clock,
                cliFile,
                fresh);
    }

    private static boolean isStored(Tokens tokens, String id) {
        return tokens.anyStored(token -> token.id().equals(id));
    }

    private static void takeOver(TokenFile file, Tokens tokens) throws IOException {
        List<TokenFile.Entry> before = file.read();
        for (TokenFile.Entry entry : before) {
            if (!isStored(tokens, entry.id())) {
                tokens.keep(new StoredToken(
                        entry.id(),
                        entry.hash().hex(),
                        new Principal(entry.id(), entry.role(), ClientScope.ALL),
                        entry.created(),
                        "host",
                        null,
                        null,
                        null));
            }
        }
        if (!before.isEmpty()) {
            file.takenOver();
        }
    }

    /** Two who call themselves the same could not be told apart in the audit log. */
    private static void requireDistinct(AccessSettings settings, Tokens tokens, Users users) throws IOException {
        for (AccessSettings.ConfiguredToken token : settings.tokens()) {
            if (isStored(tokens, token.id()) || users.get(token.id()) != null) {
                throw new IOException("access.tokens: there is, or was, a user or token '" + token.id()
                        + "' on this host; choose another id in the configuration");
            }
        }
    }

    /**
     * Who stands behind a token.
     *
     * @param bearer the clear token, or null when the call brought none
     * @return null when nobody does
     */
    public @Nullable Principal authenticate(@Nullable String bearer) {
        if (bearer == null || bearer.isEmpty() || bearer.length() > LONGEST_SECRET) {
            return null;
        }
        return tokens.principal(TokenHash.of(bearer));
    }

    /** Signs somebody in; see {@link LoginResult}. Takes a tenth of a second on purpose. */
    public LoginResult login(String name, String password, @Nullable String newPassword, String address)
            throws IOException {
        return logins.login(name, password, newPassword, address);
    }

    /**
     * Who is signed in with a session's secret.
     *
     * @param background whether a page makes the call by itself: that does not keep a session alive
     * @return null when the session is over, also because the user was disabled or the password was changed
     */
    public @Nullable Principal session(String secret, boolean background) {
        if (secret.length() > LONGEST_SECRET) {
            return null;
        }
        Sessions.Session session = sessions.use(secret, background);
        UserAccount user = session == null ? null : users.get(session.user());
        if (user == null
                || session == null
                || user.disabled()
                || !user.passwordSince().equals(session.passwordSince())) {
            sessions.end(secret);
            return null;
        }
        return new Principal(user.name(), user.role(), user.scope());
    }

    /** After how long a session ends, however busy. */
    public Duration sessionLength() {
        return sessionLength;
    }

    /** Signs out. */
    public void logout(String secret) {
        sessions.end(secret);
    }

    public Users users() {
        return users;
    }

    public Tokens tokens() {
        return tokens;
    }

    public AuditLog audit() {
        return audit;
    }

    /** Where the administrator's token was written, if it was made just now; null otherwise. */
    public @Nullable Path freshAdminToken() {
        return freshAdminToken;
    }

    private void flush() {
        try {
            tokens.flush();
        } catch (RuntimeException e) { // a timer that throws is never called again
            LOG.warn("Cannot note when tokens were used last: {}", e.toString());
        }
    }

    /** Takes the token of the command line away. */
    @Override
    public void close() {
        timer.shutdownNow();
        flush();
        try {
            Files.deleteIfExists(cliFile);
        } catch (IOException e) {
            LOG.warn("Cannot delete {}: {}; delete it by hand", cliFile, e.toString());
        }
    }
}
