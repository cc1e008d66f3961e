package dev.vedette.api.examples;

import dev.vedette.api.event.LogSource;
import dev.vedette.api.simulate.AttackScenario;
import dev.vedette.api.simulate.AttackScenarioProvider;
import dev.vedette.api.simulate.ScenarioStep;
import java.time.Duration;
import java.util.List;
import org.pf4j.Extension;

/** One address tries one password on many users, then gets in. */
@Extension
public final class PasswordSprayScenario implements AttackScenarioProvider {
    private static final LogSource ACME = LogSource.of("authentication", "acme", null);

    @Override
    public List<AttackScenario> scenarios() {
        ScenarioStep.Builder spray = ScenarioStep.of("spray", "T1110.003", "One password for many users")
                .requireSource(ACME);
        for (String user : List.of("alice", "bob", "carol")) {
            spray.record("acme: time=${now} user=" + user + " src=198.51.100.7 action=login-failed");
        }
        return List.of(AttackScenario.of("example.password-spray", "Password spraying", "18.1")
                .objective("a valid account")
                .step(spray.build())
                .step(ScenarioStep.of("entry", "T1078", "Login with the password found")
                        .after(Duration.ofMinutes(1))
                        .record("acme: time=${now} user=carol src=198.51.100.7 action=login")
                        .requireSource(ACME)
                        .build())
                .build());
    }
}
