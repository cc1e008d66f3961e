package dev.vedette.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.pf4j.Extension;
import org.pf4j.ExtensionPoint;

/** What keeps the SPI small, separate and documented. */
class ApiShapeTest {
    private static final JavaClasses API = api();

    private static JavaClasses api() {
        try {
            URI place = ApiVersion.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return new ClassFileImporter()
                    .importLocations(Set.of(com.tngtech.archunit.core.importer.Location.of(place)))
                    .that(describe("the API", type -> type.getPackageName().startsWith("dev.vedette.api")));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<JavaClass> publicTypes() {
        return API.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.toSet());
    }

    @Test
    void it_has_at_most_sixty_public_types() {
        assertThat(publicTypes()).hasSizeBetween(40, 60);
    }

    @Test
    void it_depends_on_java_jspecify_slf4j_and_two_types_of_pf4j_only() {
        DescribedPredicate<JavaClass> allowed = describe(
                "java, jspecify, slf4j, ExtensionPoint or Extension",
                type -> type.getPackageName().startsWith("java.")
                        || type.isPrimitive()
                        || type.isArray() && type.getBaseComponentType().isPrimitive()
                        || type.getBaseComponentType().getPackageName().startsWith("java.")
                        || type.getBaseComponentType().getPackageName().startsWith("dev.vedette.api")
                        || type.getPackageName().startsWith("org.jspecify.")
                        || type.getPackageName().startsWith("org.slf4j")
                        || type.isEquivalentTo(ExtensionPoint.class)
                        || type.isEquivalentTo(Extension.class));
        classes().should().onlyDependOnClassesThat(allowed).check(API);
    }

    @Test
    void no_foreign_library_shows_in_a_signature() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx..", "org.apache.lucene..", "com.fasterxml..", "io.netty..", "dev.vedette.host..")
                .check(API);
    }

    @Test
    void its_packages_have_no_cycles() {
        SlicesRuleDefinition.slices()
                .matching("dev.vedette.api.(*)..")
                .should()
                .beFreeOfCycles()
                .check(API);
    }

    @Test
    void every_package_is_null_marked() throws ClassNotFoundException {
        Set<String> packages =
                API.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).hasSizeGreaterThan(10);
        for (String name : packages) {
            assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void classes_are_final_so_that_nobody_builds_on_their_insides() {
        classes()
                .that(describe(
                        "public classes",
                        type -> !type.isInterface()
                                && !type.isEnum()
                                && type.getModifiers().contains(JavaModifier.PUBLIC)))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(API);
    }

    @Test
    void every_extension_point_of_the_glossary_is_there_and_has_an_example() {
        Set<String> points = publicTypes().stream()
                .filter(type -> type.isAssignableTo(ExtensionPoint.class))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(points)
                .containsExactly(
                        "AttackScenarioProvider",
                        "DetectionRuleProvider",
                        "Enricher",
                        "ExecutionLogImporter",
                        "FlowDecoder",
                        "IndicatorFeed",
                        "InputConnector",
                        "JavaRule",
                        "LogParser",
                        "RatingPolicy",
                        "RecordReader",
                        "Reporter",
                        "ResponseAction",
                        "ThreatProfileProvider");
        Set<String> shown = new ClassFileImporter()
                .importPackages("dev.vedette.api.examples").stream()
                        .flatMap(type -> type.getRawInterfaces().stream())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
        assertThat(shown).containsAll(points);
    }

    @Test
    void its_version_is_semantic() {
        assertThat(ApiVersion.CURRENT).matches("\\d+\\.\\d+\\.\\d+");
    }
}
