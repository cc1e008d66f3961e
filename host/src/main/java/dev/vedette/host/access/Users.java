package dev.vedette.host.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The people who may sign in. Thread-safe; a change takes effect with the next call that somebody makes. */
public final class Users {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");
    private static final Duration TEMPORARY = Duration.ofDays(3);

    private final AccessRepository repository;
    private final Passwords passwords;
    private final Clock clock;
    private final Predicate<String> taken;
    private final Map<String, UserAccount> byName = new ConcurrentHashMap<>();

    /** @param taken whether an id is a token's: two who call themselves the same could not be told apart in the log */
    Users(AccessRepository repository, Passwords passwords, Clock clock, Predicate<String> taken) {
        this.repository = repository;
        this.passwords = passwords;
        this.clock = clock;
        this.taken = taken;
        repository.users().forEach(user -> byName.put(user.name(), user));
    }

    /** By name; null when there is none. */
    public @Nullable UserAccount get(String name) {
        return byName.get(name.toLowerCase(Locale.ROOT));
    }

    public List<UserAccount> list() {
        return byName.values().stream()
                .sorted(Comparator.comparing(UserAccount::name))
                .toList();
    }

    /** A password that is good for one sign-in, which asks for an own one; it is nowhere else in clear. */
    public String draw() {
        return passwords.draw();
    }

    /**
     * Adds a user.
     *
     * @param temporary whether the password is good for one sign-in only, which asks for another
     */
    public synchronized UserAccount add(String name, Role role, ClientScope scope, String password, boolean temporary)
            throws AccessRefusedException {
        if (!NAME.matcher(name).matches()) {
            throw new AccessRefusedException("a user's name has lower-case letters, digits, '.', '_', '@' and '-',"
                    + " at most 64, not '" + name + "'");
        }
        if (byName.containsKey(name) || taken.test(name)) {
            throw new AccessRefusedException("there is a user or token '" + name + "' already; choose another name");
        }
        requireRole(role);
        requireGood(name, password);
        Instant now = now();
        return keep(new UserAccount(name, role, scope, passwords.hash(password), temporary, false, now, now, null));
    }

    public synchronized UserAccount role(String name, Role role) throws AccessRefusedException {
        requireRole(role);
        return keep(require(name).withRole(role));
    }

    public synchronized UserAccount scope(String name, ClientScope scope) throws AccessRefusedException {
        return keep(require(name).withScope(scope));
    }

    /** Sessions of a disabled user end at once. */
    public synchronized UserAccount disabled(String name, boolean disabled) throws AccessRefusedException {
        return keep(require(name).withDisabled(disabled));
    }

    /** Sets a password; all sessions of the user end. */
    public synchronized UserAccount password(String name, String password, boolean temporary)
            throws AccessRefusedException {
        UserAccount user = require(name);
        requireGood(user.name(), password);
        return keep(user.withPassword(passwords.hash(password), temporary, now()));
    }

    /** Makes the hash anew with today's parameters; sessions stay. */
    synchronized void refresh(String name, String password) throws AccessRefusedException {
        UserAccount user = require(name);
        keep(user.withPassword(passwords.hash(password), user.temporary(), user.passwordSince()));
    }

    synchronized UserAccount loggedIn(String name) throws AccessRefusedException {
        return keep(require(name).withLastLogin(now()));
    }

    /** Whether a password that an administrator gave is too old to be taken. */
    boolean tooLate(UserAccount user) {
        return user.temporary() && now().isAfter(user.passwordSince().plus(TEMPORARY));
    }

    private UserAccount keep(UserAccount user) {
        repository.put(user);
        byName.put(user.name(), user);
        return user;
    }

    private UserAccount require(String name) throws AccessRefusedException {
        UserAccount user = get(name);
        if (user == null) {
            throw new AccessRefusedException("there is no user '" + name + "'; 'vedette user list' names them");
        }
        return user;
    }

    private static void requireRole(Role role) throws AccessRefusedException {
        if (role == Role.INGEST) {
            throw new AccessRefusedException("people do not send telemetry in; make a token for the role ingest");
        }
    }

    private static void requireGood(String name, String password) throws AccessRefusedException {
        String problem = Passwords.problem(name, password);
        if (problem != null) {
            throw new AccessRefusedException(problem);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS); // as the database keeps it
    }
}
