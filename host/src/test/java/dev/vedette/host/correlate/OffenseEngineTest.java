package dev.vedette.host.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.profile.ThreatProfile;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.detect.Finding;
import dev.vedette.host.detect.RuleInfo;
import dev.vedette.host.profile.ThreatProfiles;
import dev.vedette.host.reference.ClientSettings;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.store.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffenseEngineTest {
    private static final Instant TIME = Instant.parse("2026-11-22T15:00:00Z");
    private static final RuleInfo GUESSING =
            SampleFindings.rule("guessing", "high", null, "attack.credential-access", "attack.t1110");
    private static final RuleInfo SUDO = SampleFindings.rule("sudo", "medium", "user.name", "attack.t1548.003");
    private static final RuleInfo SCAN = SampleFindings.rule("scan", "low", null, "attack.discovery", "attack.t1046");

    @TempDir
    Path folder;

    private final Clients clients = Clients.of(List.of(
            new ClientSettings("acme", null, null, "bank", List.of(), List.of()),
            new ClientSettings("other", null, null, null, List.of(), List.of())));
    private StateStore store;
    private OffenseEngine engine;

    @BeforeEach
    void open() throws IOException {
        store = StateStore.open(folder);
        engine = engine(OffenseSettings.DEFAULTS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private OffenseEngine engine(OffenseSettings settings) {
        return new OffenseEngine(store.offenses(), clients, settings, Clock.fixed(TIME, ZoneOffset.UTC));
    }

    /** As after kill -9: nothing is flushed first. */
    private void restart() throws IOException {
        store.close();
        open();
    }

    private static Finding finding(RuleInfo rule, String event, String address) {
        return finding(rule, event, address, TIME);
    }

    private static Finding finding(RuleInfo rule, String event, String address, Instant time) {
        return SampleFindings.finding(
                rule, SampleFindings.event("acme", event, time, Map.of("source.ip", address, "event.dataset", "auth")));
    }

    private List<Offense> all() {
        return engine.list(ClientScope.ALL, OffenseFilter.all(100)).offenses();
    }

    @Test
    void findings_of_several_rules_with_one_key_are_one_offense() {
        List<OffenseUpdate> updates = engine.accept(
                List.of(
                        finding(SCAN, "e1", "203.0.113.9"),
                        finding(GUESSING, "e2", "203.0.113.9", TIME.plusSeconds(60)),
                        finding(GUESSING, "e3", "203.0.113.9", TIME.plusSeconds(30)),
                        finding(SCAN, "e3", "203.0.113.9", TIME.plusSeconds(30))),
                1);
        assertThat(updates).extracting(OffenseUpdate::opened).containsExactly(true, false, false, false);
        Offense offense = all().get(0);
        assertThat(all()).hasSize(1);
        assertThat(offense.eventCount()).as("e3 counts once").isEqualTo(3);
        assertThat(offense.contributions()).extracting(Contribution::rule).containsExactly("scan", "guessing");
        assertThat(offense.contributions()).extracting(Contribution::count).containsExactly(2L, 2L);
        assertThat(offense.contributions().get(1).events()).containsExactly("e2", "e3");
        assertThat(offense.firstSeen()).isEqualTo(TIME);
        assertThat(offense.lastSeen()).isEqualTo(TIME.plusSeconds(60));
        assertThat(offense.description()).isEqualTo("Title of guessing; Title of scan");
        assertThat(offense.techniques()).containsExactly("T1046", "T1110");
        assertThat(offense.involved().sources().values()).containsExactly("203.0.113.9");
    }

    @Test
    void two_clients_and_two_index_fields_do_not_mix() {
        Finding foreign = SampleFindings.finding(
                GUESSING, SampleFindings.event("other", "e2", TIME, Map.of("source.ip", "203.0.113.9")));
        Finding byUser = SampleFindings.finding(
                SUDO,
                SampleFindings.event("acme", "e3", TIME, Map.of("source.ip", "203.0.113.9", "user.name", "mallory")));
        engine.accept(List.of(finding(GUESSING, "e1", "203.0.113.9"), foreign, byUser), 1);
        assertThat(all()).hasSize(3);
        assertThat(engine.list(ClientScope.of("other"), OffenseFilter.all(9)).offenses())
                .extracting(Offense::client)
                .containsExactly("other");
        String id = engine.list(ClientScope.of("other"), OffenseFilter.all(9))
                .offenses()
                .get(0)
                .id();
        assertThat(engine.get(ClientScope.of("acme"), id)).isNull();
        assertThat(engine.close(ClientScope.of("acme"), id, CloseReason.TEST_ALERT, "ann"))
                .isNull();
    }

    @Test
    void no_value_no_offense_and_an_informational_rule_makes_none() {
        Finding noUser = finding(SUDO, "e1", "203.0.113.9");
        Finding info = finding(SampleFindings.rule("seen", "informational", null), "e2", "203.0.113.9");
        assertThat(engine.accept(List.of(noUser, info), 1)).isEmpty();
        assertThat(all()).isEmpty();
        assertThat(engine.statistics().withoutIndex()).isEqualTo(1);
        assertThat(engine.statistics().informational()).isEqualTo(1);
    }

    @Test
    void a_replay_after_a_crash_counts_nothing_twice_and_loses_nothing() throws IOException {
        engine.accept(List.of(finding(GUESSING, "e1", "203.0.113.9"), finding(SCAN, "e2", "203.0.113.9")), 2);
        engine.flush();
        engine.accept(List.of(finding(GUESSING, "e3", "203.0.113.9")), 3); // never written
        String id = store.offenses()
                .list(ClientScope.ALL, OffenseFilter.all(9))
                .offenses()
                .get(0)
                .id();
        restart();
        engine.accept(
                List.of(
                        finding(GUESSING, "e1", "203.0.113.9"),
                        finding(SCAN, "e2", "203.0.113.9"),
                        finding(GUESSING, "e3", "203.0.113.9")),
                3);
        Offense offense = all().get(0);
        assertThat(offense.id()).isEqualTo(id);
        assertThat(offense.eventCount()).isEqualTo(3);
        assertThat(offense.contributions()).extracting(Contribution::count).containsExactly(2L, 1L);
        assertThat(engine.statistics().repeated()).isEqualTo(2);
    }

    @Test
    void what_cannot_be_replayed_is_forgotten() throws IOException {
        engine.accept(List.of(finding(GUESSING, "e1", "203.0.113.9")), 7);
        engine.flush();
        engine.committed(7);
        assertThat(store.offenses().counted())
                .as("the record at 7 may come again")
                .hasSize(1);
        engine.committed(8);
        assertThat(store.offenses().counted()).isEmpty();
    }

    @Test
    void the_same_findings_get_the_same_ids_on_another_host(@TempDir Path elsewhere) throws IOException {
        List<Finding> findings = List.of(finding(GUESSING, "e1", "203.0.113.9"), finding(SCAN, "e2", "203.0.113.8"));
        engine.accept(findings, 1);
        List<Offense> here = all();
        try (StateStore second = StateStore.open(elsewhere)) {
            OffenseEngine other = new OffenseEngine(
                    second.offenses(), clients, OffenseSettings.DEFAULTS, Clock.fixed(TIME, ZoneOffset.UTC));
            other.accept(findings, 1);
            assertThat(other.list(ClientScope.ALL, OffenseFilter.all(9)).offenses())
                    .isEqualTo(here);
        }
    }

    @Test
    void after_long_silence_and_after_closing_a_finding_opens_a_new_one() {
        engine.accept(List.of(finding(GUESSING, "e1", "203.0.113.9")), 1);
        engine.accept(List.of(finding(GUESSING, "e2", "203.0.113.9", TIME.plusSeconds(4 * 86_400))), 2);
        assertThat(all()).hasSize(1);
        engine.accept(List.of(finding(GUESSING, "e3", "203.0.113.9", TIME.plusSeconds(20 * 86_400))), 3);
        assertThat(all()).hasSize(2);
        engine.accept(List.of(finding(GUESSING, "late", "203.0.113.9", TIME.plusSeconds(5))), 4);
        assertThat(all()).as("a late event finds its own story").hasSize(2);

        Offense last = all().stream()
                .filter(offense -> offense.lastSeen().equals(TIME.plusSeconds(20 * 86_400)))
                .findFirst()
                .orElseThrow();
        Offense closed =
                Objects.requireNonNull(engine.close(ClientScope.ALL, last.id(), CloseReason.TEST_ALERT, "ann"));
        assertThat(closed.status()).isEqualTo(OffenseStatus.CLOSED);
        assertThat(Objects.requireNonNull(closed.closing()).reason().word()).isEqualTo("test-alert");
        engine.accept(List.of(finding(GUESSING, "e4", "203.0.113.9", TIME.plusSeconds(20 * 86_400 + 9))), 5);
        assertThat(all()).hasSize(3);
        assertThat(engine.get(ClientScope.ALL, last.id())).isEqualTo(closed);
    }

    @Test
    void a_note_stays_when_further_findings_join() throws IOException {
        engine.accept(List.of(finding(GUESSING, "e1", "203.0.113.9")), 1);
        String id = all().get(0).id();
        engine.note(ClientScope.ALL, id, "Called the owner.", "ann");
        engine.accept(List.of(finding(GUESSING, "e2", "203.0.113.9")), 2);
        engine.flush();
        restart();
        Offense offense = Objects.requireNonNull(engine.get(ClientScope.ALL, id));
        assertThat(offense.notes()).extracting(Offense.Note::text).containsExactly("Called the owner.");
        assertThat(offense.eventCount()).isEqualTo(2);
    }

    @Test
    void another_profile_ranks_open_offenses_anew() {
        engine.contentChanged(profiles("T1110", 90));
        engine.accept(List.of(finding(GUESSING, "e1", "203.0.113.1")), 1);
        RuleInfo exploit = SampleFindings.rule("exploit", "high", null, "attack.initial-access", "attack.t1190");
        engine.accept(List.of(finding(exploit, "e2", "203.0.113.2")), 1);
        assertThat(all()).extracting(Offense::indexValue).containsExactly("203.0.113.1", "203.0.113.2");
        engine.contentChanged(profiles("T1190", 90));
        assertThat(all()).extracting(Offense::indexValue).containsExactly("203.0.113.2", "203.0.113.1");
    }

    private static ThreatProfiles profiles(String technique, double priority) {
        return ThreatProfiles.of(List.of(ThreatProfile.of("bank", "A bank", "18.1")
                .technique(technique, priority)
                .build()));
    }

    @Test
    void a_flood_of_keys_does_not_stay_in_memory_and_is_found_again() {
        OffenseSettings few = new OffenseSettings(
                OffenseSettings.DEFAULTS.activeFor(), OffenseSettings.DEFAULTS.inactiveAfter(), 3, 10, Map.of());
        engine = engine(few);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 300; i++) {
                engine.accept(List.of(finding(SCAN, "e" + round + "-" + i, "2001:db8::" + i)), 1);
                if (i % 50 == 49) {
                    engine.flush();
                    assertThat(engine.statistics().inMemory()).isLessThanOrEqualTo(10);
                }
            }
        }
        OffensePage page = engine.list(ClientScope.ALL, OffenseFilter.all(1));
        assertThat(page.total()).isEqualTo(300);
        assertThat(page.offenses().get(0).eventCount()).isEqualTo(2);
    }

    @Test
    void many_threads_count_every_finding_once() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int worker = t;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 500; i++) {
                    engine.accept(List.of(finding(SCAN, worker + "-" + i, "203.0.113." + i % 5)), i);
                    if (i % 100 == 0) {
                        engine.flush();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(all()).hasSize(5);
        assertThat(all().stream().mapToLong(Offense::eventCount).sum()).isEqualTo(2000);
    }

    @Test
    void lists_inside_an_offense_are_bounded() {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            many.add(SampleFindings.finding(
                    SCAN,
                    SampleFindings.event(
                            "acme",
                            "e" + i,
                            TIME,
                            Map.of("source.ip", "203.0.113.9", "destination.ip", "10.0." + i / 200 + "." + i % 200))));
        }
        engine.accept(many, 1);
        Offense offense = all().get(0);
        assertThat(offense.eventCount()).isEqualTo(400);
        assertThat(offense.involved().destinations().entries()).hasSize(50);
        assertThat(offense.involved().destinations().beyond()).isEqualTo(350);
        assertThat(offense.contributions().get(0).events()).hasSize(20);
        assertThat(offense.contributions().get(0).count()).isEqualTo(400);
    }

    @Test
    void tactics_are_read_from_sigma_tags_in_both_spellings() {
        assertThat(ContributionBuilder.tactics(List.of(
                        "attack.initial_access",
                        "attack.initial-access",
                        "attack.t1110",
                        "attack.g0001",
                        "cve.2021-1")))
                .containsExactly("initial-access");
    }
}
