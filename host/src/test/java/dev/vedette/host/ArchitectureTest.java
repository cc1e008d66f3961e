package dev.vedette.host;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the package table of docs/architecture.md, section 3. */
class ArchitectureTest {
    private static final String ROOT = "dev.vedette.host";
    private static final JavaClasses HOST = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** Third-party code by package of ours; what is not named here may be used nowhere but in the root. */
    private static final Map<String, List<String>> ALLOWED = new LinkedHashMap<>();

    static {
        ALLOWED.put("config", List.of());
        ALLOWED.put("yaml", List.of("org.snakeyaml.engine"));
        ALLOWED.put("access", List.of("com.password4j"));
        ALLOWED.put("tls", List.of("io.vertx"));
        ALLOWED.put("metrics", List.of());
        ALLOWED.put(
                "ingest",
                List.of(
                        "io.vertx",
                        "com.github.luben.zstd",
                        "io.netty.handler.codec.haproxy",
                        "com.fasterxml.jackson",
                        "com.google.protobuf",
                        "com.github.luben.zstd",
                        "io.opentelemetry.proto",
                        "org.apache.kafka",
                        "software.amazon.awssdk"));
        ALLOWED.put("forward", List.of("com.fasterxml.jackson", "com.github.luben.zstd"));
        ALLOWED.put("source", List.of("com.fasterxml.jackson"));
        ALLOWED.put("search", List.of("com.fasterxml.jackson"));
        ALLOWED.put("backup", List.of("com.fasterxml.jackson"));
        ALLOWED.put("journal", List.of());
        ALLOWED.put("pipeline", List.of());
        ALLOWED.put("parse", List.of("com.fasterxml.jackson"));
        ALLOWED.put("flow", List.of());
        ALLOWED.put("pack", List.of("org.pf4j", "org.semver4j"));
        ALLOWED.put("store", List.of("org.apache.lucene", "com.github.luben.zstd"));
        ALLOWED.put(
                "store.state",
                List.of("org.jdbi", "org.flywaydb", "com.zaxxer.hikari", "org.h2", "com.fasterxml.jackson"));
        ALLOWED.put("query", List.of());
        ALLOWED.put("reference", List.of());
        ALLOWED.put("detect", List.of());
        ALLOWED.put("correlate", List.of());
        ALLOWED.put("profile", List.of());
        ALLOWED.put("report", List.of());
        ALLOWED.put("export", List.of("com.fasterxml.jackson"));
        ALLOWED.put("rest", List.of("io.vertx", "com.fasterxml.jackson"));
        ALLOWED.put("web", List.of("io.vertx"));
        ALLOWED.put("cli", List.of("picocli", "me.tongfei.progressbar", "com.fasterxml.jackson"));
    }

    /** The JDK, our own code, and what every package may use. */
    private static final List<String> EVERYWHERE =
            List.of("java", "javax", "dev.vedette", "org.slf4j", "org.jspecify", "org.pf4j.ExtensionPoint");

    @Test
    void third_party_code_stays_where_the_table_allows_it() {
        Set<String> broken = new TreeSet<>();
        for (JavaClass type : HOST) {
            String domain = domainOf(type.getPackageName());
            if (!domain.isEmpty()) {
                List<String> allowed = ALLOWED.getOrDefault(domain, List.of());
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(target -> !target.isPrimitive())
                        .map(JavaClass::getName)
                        .filter(target -> !startsWithAny(target, EVERYWHERE) && !startsWithAny(target, allowed))
                        .forEach(target -> broken.add(type.getName() + " uses " + target));
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void every_package_is_in_the_table() {
        Set<String> unknown = HOST.stream()
                .map(type -> domainOf(type.getPackageName()))
                .filter(domain -> !domain.isEmpty() && !ALLOWED.containsKey(domain))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unknown).isEmpty();
    }

    @Test
    void no_cycle_runs_between_packages() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(usesRoot(), DescribedPredicate.alwaysTrue())
                .check(HOST);
    }

    @Test
    void nothing_but_the_root_uses_rest_web_or_cli() {
        for (String edge : List.of("rest", "web", "cli")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackages(ROOT, ROOT + "." + edge + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + "." + edge + "..")
                    .check(HOST);
        }
    }

    @Test
    void every_package_is_null_marked() {
        Set<String> unmarked = HOST.stream()
                .map(JavaClass::getPackage)
                .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                .map(p -> p.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unmarked).isEmpty();
    }

    @Test
    void at_least_a_quarter_of_the_types_are_package_private() {
        List<JavaClass> top = HOST.stream()
                .filter(type -> type.getEnclosingClass().isEmpty()
                        && !type.getSimpleName().equals("package-info"))
                .toList();
        long hidden = top.stream()
                .filter(type -> !type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
                .count();
        assertThat(hidden * 4).isGreaterThanOrEqualTo(top.size());
    }

    private static DescribedPredicate<JavaClass> usesRoot() {
        return DescribedPredicate.describe(
                "the root", type -> type.getPackageName().equals(ROOT));
    }

    /** {@code store.state} stands for itself in the table; other subpackages belong to their domain. */
    private static String domainOf(String packageName) {
        if (packageName.equals(ROOT)) {
            return "";
        }
        String below = packageName.substring(ROOT.length() + 1);
        if (ALLOWED.containsKey(below)) {
            return below;
        }
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(prefix -> name.equals(prefix) || name.startsWith(prefix + "."));
    }
}
