package dev.vedette.host.access;

import java.time.Duration;

/** How an attempt to sign in, or to change a password, ended. */
public sealed interface LoginResult {
    /**
     * Signed in.
     *
     * @param secret of the session, for the caller alone
     */
    record Welcome(String secret, UserAccount user) implements LoginResult {}

    /** Name or password are wrong, or the user is disabled: nobody is told which. */
    record Refused() implements LoginResult {}

    /** The password is right and was given by an administrator: an own one is needed. */
    record NeedsNewPassword() implements LoginResult {}

    /** The new password is not good enough. */
    record Unfit(String problem) implements LoginResult {}

    record ComeAgain(Duration after) implements LoginResult {}
}
