package dev.vedette.host.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.vedette.host.pack.PluginFault.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs that are broken in every way their Java can be. After each of them the good pack must still work. */
class PackZooTest {
    @TempDir
    Path temp;

    private ZooHost zoo;

    @BeforeEach
    void a_good_pack_is_active() throws Exception {
        zoo = new ZooHost(temp.resolve("packs"));
        zoo.host.start();
        assertThat(zoo.host.install(
                        ZooPack.of("com.good", "1.0.0").good("Good", "hello").in(temp)))
                .isInstanceOf(PackChange.Activated.class);
    }

    @AfterEach
    void the_good_pack_still_works() throws Exception {
        assertThat(zoo.message("good")).isEqualTo("hello");
        assertThat(zoo.status("com.good").state()).isEqualTo(PackState.ACTIVE);
        zoo.close();
    }

    private static ZooPack bad() {
        return ZooPack.of("com.bad", "1.0.0");
    }

    private void refused(ZooPack pack, PackCode code, String... said) {
        PackGeneration before = zoo.host.generation();
        PackChange change = zoo.host.install(pack.in(temp));
        assertThat(change).isInstanceOf(PackChange.Refused.class);
        assertThat(((PackChange.Refused) change).code()).isEqualTo(code);
        for (String text : said) {
            assertThat(change.toString()).contains(text);
        }
        assertThat(change.toString()).contains("[" + code + "]").contains(code.remedy());
        assertThat(zoo.host.generation()).isSameAs(before);
        assertThat(zoo.has("bad")).isFalse();
    }

    private PluginFault fault(ZooPack pack, Kind kind) {
        if (!zoo.has("bad")) {
            assertThat(zoo.host.install(pack.in(temp))).isInstanceOf(PackChange.Activated.class);
        }
        PluginFault fault = catchThrowableOfType(PluginFault.class, () -> zoo.parse("bad"));
        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault).hasMessageContaining("com.bad 1.0.0, bad");
        return fault;
    }

    @Test
    void bundling_the_api_is_refused_whether_in_the_jar_or_in_a_library() {
        byte[] anything = {1, 2, 3};
        refused(
                bad().good("Bad", "x").file("dev/vedette/api/parse/LogParser.class", anything),
                PackCode.API_BUNDLED,
                "dev.vedette.api.parse.LogParser",
                "<scope>provided</scope>");
        refused(
                bad().good("Bad", "x").file("META-INF/versions/21/org/pf4j/Plugin.class", anything),
                PackCode.API_BUNDLED,
                "org.pf4j.Plugin");
        Path library = ZooPack.zip(temp.resolve("fat.jar"), Map.of("org/slf4j/Logger.class", anything));
        refused(
                bad().good("Bad", "x").file("lib/fat.jar", read(library)),
                PackCode.API_BUNDLED,
                "lib/fat.jar",
                "org.slf4j.Logger");
    }

    @Test
    void a_jar_without_an_index_is_told_about_annotation_processing_on_newer_jdks() {
        refused(
                bad().good("Bad", "x").noIndex(),
                PackCode.INDEX_MISSING,
                "zoo.Bad",
                "META-INF/extensions.idx",
                "<proc>full</proc>");
    }

    @Test
    void the_index_that_pf4j_writes_at_compile_time_is_accepted_and_without_its_processor_there_is_none() {
        String source = """
            package zoo;
            import dev.vedette.api.event.*;
            import dev.vedette.api.parse.*;
            @org.pf4j.Extension
            public class Made implements LogParser {
                public String id() { return "made"; }
                public ParseResult parse(RawRecord record, EventDraft draft, ParseContext context) {
                    return ParseResult.notMine();
                }
            }
            """;
        ZooPack with =
                ZooPack.of("com.made", "1.0.0").names("LogParser", "zoo.Made").noIndex();
        ZooPack.compile(Map.of("zoo.Made", source), true).forEach(with::file);
        assertThat(zoo.host.install(with.in(temp))).isInstanceOf(PackChange.Activated.class);
        assertThat(zoo.has("made")).isTrue();

        ZooPack without = bad().names("LogParser", "zoo.Made").noIndex();
        ZooPack.compile(Map.of("zoo.Made", source), false).forEach(without::file);
        refused(without, PackCode.INDEX_MISSING);
    }

    @Test
    void manifest_and_index_must_name_the_same_classes() {
        refused(
                bad().good("Bad", "x").noIndex().file("META-INF/extensions.idx", "zoo.Other\n"),
                PackCode.INDEX_MISMATCH,
                "zoo.Bad is named in pack.yml and not in META-INF/extensions.idx",
                "zoo.Other is in META-INF/extensions.idx and not named in pack.yml");
        refused(
                bad().source("zoo.Silent", "package zoo; public class Silent {}"),
                PackCode.CODE_UNDECLARED,
                "names none of them");
    }

    @Test
    void a_class_must_implement_exactly_the_points_it_is_named_under() {
        refused(
                bad().extension("Reporter", "Bad", "package zoo; public class Bad {}"),
                PackCode.INDEX_MISMATCH,
                "zoo.Bad is named as [Reporter] in pack.yml and implements []");
    }

    @Test
    void a_class_that_is_not_there_is_named() {
        refused(
                bad().good("Bad", "x").names("LogParser", "zoo.Ghost"),
                PackCode.CLASS_MISSING,
                "names zoo.Ghost, and the pack has no such class");
    }

    @Test
    void what_a_class_needs_and_does_not_find_is_named_and_the_hosts_own_classes_are_not_to_be_found() {
        refused(
                bad().parser("Bad", "private final Object o = new zoo.Helper();", "return null;")
                        .source("zoo.Helper", "package zoo; public class Helper {}")
                        .file("zoo/Helper.class", new byte[0]),
                PackCode.CLASS_BROKEN);
        refused(
                bad().parser(
                                "Bad",
                                "private final Object o = org.assertj.core.api.Assertions.assertThat(1);",
                                "return null;"),
                PackCode.CLASS_MISSING,
                "zoo.Bad needs the class org.assertj.core.api.Assertions");
        refused(
                bad().parser("Bad", "private final Object o = dev.vedette.host.pack.Budget.PARSER;", "return null;"),
                PackCode.CLASS_MISSING,
                "zoo.Bad needs the class dev.vedette.host.pack.Budget");
    }

    @Test
    void throwing_constructors_and_initialisers_are_named() {
        refused(
                bad().parser("Bad", "public Bad() { throw new IllegalStateException(\"no luck\"); }", "return null;"),
                PackCode.CLASS_BROKEN,
                "java.lang.IllegalStateException at",
                "Bad.java:6",
                "no luck");
        refused(
                bad().parser("Bad", "static int x = Integer.parseInt(\"seven\");", "return null;"),
                PackCode.CLASS_BROKEN,
                "ExceptionInInitializerError caused by java.lang.NumberFormatException");
        refused(
                bad().parser("Bad", "private Bad() {}", "return null;"),
                PackCode.CLASS_BROKEN,
                "no public constructor");
        refused(
                bad().parser(
                                "Bad",
                                "public Bad() { recurse(1); } int recurse(int i) { return 1 + recurse(i); }",
                                "return null;"),
                PackCode.CLASS_BROKEN,
                "java.lang.StackOverflowError");
        refused(
                bad().parser(
                                "Bad",
                                "static class Evil extends RuntimeException {"
                                        + " public Throwable getCause() { throw new Error(); }"
                                        + " public String getMessage() { throw new Error(); } }"
                                        + " public Bad() { throw new Evil(); }",
                                "return null;"),
                PackCode.CLASS_BROKEN);
    }

    @Test
    void a_constructor_or_initialiser_that_does_not_end_is_given_up() {
        ZooHost impatient = new ZooHost(temp.resolve("other"), ZooHost.SETTINGS.withLoadLimit(Duration.ofMillis(300)));
        impatient.host.start();
        for (String member : new String[] {
            "public Bad() { while (!Thread.currentThread().isInterrupted()) { stop(); } } " + STOPPABLE,
            "static int x = loop(); static int loop() { while (true) { stop(); } } " + STOPPABLE
        }) {
            System.clearProperty("zoo.stop");
            PackChange change = impatient.host.install(
                    bad().parser("Bad", member, "return null;").in(temp));
            assertThat(change.toString())
                    .contains("[load-timeout]")
                    .contains("zoo.Bad")
                    .contains("300 ms");
            System.setProperty("zoo.stop", "true");
        }
        System.clearProperty("zoo.stop");
        impatient.close();
    }

    /** Lets a test end the threads that it made spin. */
    private static final String STOPPABLE =
            "static void stop() { if (Boolean.getBoolean(\"zoo.stop\")) throw new IllegalStateException(\"stopped\");"
                    + " }";

    @Test
    void java_needs_permission_and_data_needs_none() {
        ZooHost strict = new ZooHost(temp.resolve("strict"), ZooHost.SETTINGS.withUnsignedCode(UnsignedCode.REFUSE));
        strict.host.start();
        PackChange change = strict.host.install(bad().good("Bad", "x").in(temp));
        assertThat(change.toString())
                .contains("[code-unsigned]")
                .contains("packs.unsigned-code: allow")
                .contains("VEDETTE_PACKS__UNSIGNED_CODE=allow");
        assertThat(strict.host.install(bad().provides("parsers: [p.yml]")
                        .file("p.yml", "parser: x")
                        .in(temp)))
                .isInstanceOf(PackChange.Activated.class);
        strict.close();
    }

    @Test
    void everything_that_parse_throws_is_a_counted_fault() throws Exception {
        ZooPack pack = bad().parser(
                        "Bad",
                        "static int n; int recurse(int i) { return 1 + recurse(i); }"
                                + " static class Init { static int x = Integer.parseInt(\"\"); }"
                                + " static class Evil extends RuntimeException {"
                                + "  public String getMessage() { throw new Error(); }"
                                + "  public StackTraceElement[] getStackTrace() { throw new Error(); } }"
                                + " static <T extends Throwable> void sneak(Throwable t) throws T { throw (T) t; }",
                        """
                        switch (n++) {
                            case 0: throw new IllegalStateException("no luck");
                            case 1: recurse(1);
                            case 2: return Init.x > 0 ? null : null;
                            case 3: throw new AssertionError("never");
                            case 4: Object o = new byte[Integer.MAX_VALUE][Integer.MAX_VALUE];
                            case 5: return null;
                            case 6: throw new Evil();
                            case 7: Bad.<RuntimeException>sneak(new java.io.IOException("sneaked"));
                            case 8: for (int i = 0; ; i++) { draft.set(Field.of("message"), "flood"); draft.nextEvent(); }
                            case 9: return zoo.Gone.get();
                            default: draft.set(Field.of("message"), "well again"); return ParseResult.parsed();
                        }
                        """)
                .source(
                        "zoo.Gone",
                        "package zoo; class Gone { static dev.vedette.api.parse.ParseResult get() { return null; } }");
        Map<String, byte[]> entries = pack.entries();
        entries.remove("zoo/Gone.class");
        assertThat(zoo.host.install(ZooPack.zip(temp.resolve("bad.jar"), entries)))
                .isInstanceOf(PackChange.Activated.class);

        assertThat(fault(pack, Kind.EXCEPTION))
                .hasMessageContaining("java.lang.IllegalStateException at")
                .hasMessageContaining("zoo.Bad.parse(Bad.java:")
                .hasMessageEndingWith(": no luck");
        fault(pack, Kind.STACK_OVERFLOW);
        assertThat(fault(pack, Kind.LINKAGE)).hasMessageContaining("ExceptionInInitializerError");
        fault(pack, Kind.EXCEPTION);
        fault(pack, Kind.MEMORY);
        assertThat(fault(pack, Kind.NULL)).hasMessageContaining("gave null");
        assertThat(fault(pack, Kind.EXCEPTION)).hasMessageContaining("zoo.Bad$Evil");
        assertThat(fault(pack, Kind.EXCEPTION)).hasMessageContaining("sneaked");
        assertThat(fault(pack, Kind.EXCEPTION)).hasMessageContaining("more than 10000 events");
        assertThat(fault(pack, Kind.LINKAGE)).hasMessageContaining("NoClassDefFoundError");
        assertThat(zoo.message("bad")).isEqualTo("well again");

        PackStatus status = zoo.status("com.bad");
        assertThat(status.counts().calls()).isEqualTo(11);
        assertThat(status.counts().faults()).isEqualTo(10);
        assertThat(status.state()).isEqualTo(PackState.ACTIVE);
    }

    @Test
    void an_endless_loop_costs_its_thread_and_the_third_one_quarantines_the_parser() throws Exception {
        System.clearProperty("zoo.stop");
        zoo.host.install(
                bad().parser("Bad", STOPPABLE, "while (true) { stop(); }").in(temp));
        AtomicInteger lost = new AtomicInteger();
        AtomicReference<Throwable> ended = new AtomicReference<>();
        for (int i = 1; i <= 3; i++) {
            Thread worker = new Thread(() -> {
                try {
                    zoo.parse("bad");
                } catch (Throwable e) {
                    ended.set(e);
                }
            });
            zoo.guard.onLost(worker, lost::incrementAndGet);
            worker.setDaemon(true);
            worker.start();
            int expected = i;
            await().atMost(Duration.ofSeconds(20)).until(() -> lost.get() == expected);
        }
        PackStatus status = zoo.status("com.bad");
        assertThat(status.state()).isEqualTo(PackState.QUARANTINED);
        assertThat(status.code()).isEqualTo(PackCode.THREADS_LOST);
        assertThat(status.reason()).contains("bad: 3 threads are stuck inside it and cannot be stopped");
        assertThat(status.counts().stuck()).isEqualTo(3);
        assertThat(catchThrowableOfType(PluginFault.class, () -> zoo.parse("bad"))
                        .kind())
                .isEqualTo(Kind.QUARANTINED);

        System.setProperty("zoo.stop", "true");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ended.get()).isInstanceOf(WorkerLost.class));
        System.clearProperty("zoo.stop");
        assertThat(zoo.host.install(
                        ZooPack.of("com.bad", "1.0.1").good("Bad", "mended").in(temp)))
                .isInstanceOf(PackChange.Activated.class);
        assertThat(zoo.message("bad")).isEqualTo("mended");
    }

    @Test
    void a_catastrophic_expression_is_a_quick_non_match_when_guarded_and_an_overrun_when_not() throws Exception {
        String text = "a".repeat(60) + "!";
        String regex = "^(?:(a+)\\\\1?)+$"; // with its backslash as the source below needs it
        zoo.host.install(ZooPack.of("com.guarded", "1.0.0")
                .parser(
                        "Guarded",
                        "static final GuardedPattern P = GuardedPattern.of(\"" + regex + "\");",
                        "if (P.finds(\"" + text + "\")) return null; draft.set(Field.of(\"message\"), \"\" +"
                                + " P.exhausted()); return ParseResult.parsed();")
                .in(temp));
        assertThat(zoo.message("guarded")).isEqualTo("1");

        System.clearProperty("zoo.stop");
        zoo.host.install(bad().parser(
                        "Bad",
                        STOPPABLE
                                + "record Text(String text) implements CharSequence {"
                                + " public char charAt(int i) { stop(); return text.charAt(i); }"
                                + " public int length() { return text.length(); }"
                                + " public CharSequence subSequence(int a, int b) { return text.subSequence(a, b); } }",
                        "return java.util.regex.Pattern.compile(\"" + regex + "\").matcher(new Text(\"" + text
                                + "\")).find() ? null : ParseResult.parsed();")
                .in(temp));
        AtomicInteger lost = new AtomicInteger();
        Thread worker = new Thread(() -> {
            try {
                zoo.parse("bad");
            } catch (PluginFault | WorkerLost e) {
                // what this test waits for comes before
            }
        });
        worker.setDaemon(true);
        zoo.guard.onLost(worker, lost::incrementAndGet);
        worker.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> lost.get() == 1);
        assertThat(zoo.status("com.bad").counts().abandoned()).isEqualTo(1);
        System.setProperty("zoo.stop", "true");
        worker.join(Duration.ofSeconds(20).toMillis());
        assertThat(worker.isAlive()).isFalse();
        System.clearProperty("zoo.stop");
    }

    @Test
    void a_close_that_throws_does_not_keep_the_pack() {
        zoo.host.install(bad().extension("LogParser", "Bad", """
            package zoo;
            import dev.vedette.api.event.*;
            import dev.vedette.api.parse.*;
            public class Bad implements LogParser, AutoCloseable {
                public String id() { return "bad"; }
                public ParseResult parse(RawRecord record, EventDraft draft, ParseContext context) {
                    return ParseResult.notMine();
                }
                public void close() { System.setProperty("zoo.closed", "true"); throw new Error("no"); }
            }
            """).in(temp));
        System.clearProperty("zoo.closed");
        assertThat(zoo.host.remove("com.bad")).isInstanceOf(PackChange.Activated.class);
        zoo.host.awaitDrains();
        assertThat(System.getProperty("zoo.closed")).isEqualTo("true");
        System.clearProperty("zoo.closed");
        assertThat(zoo.host.status()).extracting(PackStatus::id).containsExactly("com.good");
    }

    @Test
    void two_packs_with_one_parser_id_are_the_activations_matter_and_the_second_is_refused() {
        refused(bad().good("Good", "other"), PackCode.EXTENSION_DUPLICATE, "the parser 'good' is there already");
    }

    @Test
    void one_class_is_made_once_even_if_it_is_two_extensions() {
        zoo.host.install(ZooPack.of("com.two", "1.0.0")
                .extension("LogParser", "Two", """
                    package zoo;
                    import dev.vedette.api.event.*;
                    import dev.vedette.api.parse.*;
                    import dev.vedette.api.report.*;
                    public class Two implements LogParser, Reporter {
                        static int made;
                        public Two() { made++; }
                        public String id() { return "two-" + made; }
                        public ParseResult parse(RawRecord record, EventDraft draft, ParseContext context) {
                            return ParseResult.notMine();
                        }
                        public String format() { return "two"; }
                        public String mediaType() { return "text/plain"; }
                        public String fileExtension() { return "txt"; }
                        public void render(ReportData data, java.io.OutputStream out) {}
                    }
                    """)
                .names("Reporter", "zoo.Two")
                .in(temp));
        assertThat(zoo.has("two-1")).isTrue();
        LoadedPack two = zoo.host.generation().packs().get(1);
        assertThat(two.extensions(dev.vedette.api.report.Reporter.class).get(0))
                .isSameAs(two.extensions(dev.vedette.api.parse.LogParser.class).get(0));
    }

    @Test
    void a_library_in_the_pack_is_found() throws Exception {
        Path library = ZooPack.zip(
                temp.resolve("helper.jar"),
                ZooPack.compile(
                        Map.of(
                                "zoo.lib.Helper",
                                "package zoo.lib; public class Helper { public static String say() { return \"from the"
                                        + " library\"; } }"),
                        false));
        ZooPack pack = ZooPack.of("com.lib", "1.0.0")
                .parser(
                        "WithLib",
                        "",
                        "draft.set(Field.of(\"message\"), zoo.lib.Helper.say()); return ParseResult.parsed();")
                .source(
                        "zoo.lib.Helper",
                        "package zoo.lib; public class Helper { public static String say() { return \"\"; } }")
                .file("lib/helper.jar", read(library));
        Map<String, byte[]> entries = pack.entries();
        entries.remove("zoo/lib/Helper.class");
        assertThat(zoo.host.install(ZooPack.zip(temp.resolve("lib.zip"), entries)))
                .isInstanceOf(PackChange.Activated.class);
        assertThat(zoo.message("withlib")).isEqualTo("from the library");
    }

    private static byte[] read(Path file) {
        try {
            return java.nio.file.Files.readAllBytes(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
