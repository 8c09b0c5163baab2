package org.mirrorflow.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layers of the house, held by their byte code. */
final class HouseRulesTest {

    private static final String[] WITHOUT_WINDOW = {
        "org.mirrorflow.theory..", "org.mirrorflow.sim..", "org.mirrorflow.bridge.."
    };

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mirrorflow");

    @ParameterizedTest
    @ValueSource(strings = {"theory", "sim", "bridge", "app"})
    void everyLayerIsSeen(String layer) {
        assertTrue(
                HOUSE.stream()
                        .anyMatch(type -> type.getPackageName().startsWith("org.mirrorflow." + layer)
                                && !type.getSimpleName().equals("package-info")),
                "no class of " + layer + " on the class path of this test: its rules would hold of nothing");
    }

    @Test
    void dependenciesRunOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.mirrorflow..")
                .layer("app")
                .definedBy("org.mirrorflow.app..")
                .layer("gpu-bridge")
                .definedBy("org.mirrorflow.bridge..")
                .layer("sim")
                .definedBy("org.mirrorflow.sim..")
                .layer("theory")
                .definedBy("org.mirrorflow.theory..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("gpu-bridge")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("sim")
                .mayOnlyBeAccessedByLayers("app", "gpu-bridge")
                .ensureAllClassesAreContainedInArchitectureIgnoring("org.mirrorflow.assets..")
                .because("the mathematics must be usable, and testable, without what is built on it")
                .check(HOUSE);
    }

    @Test
    void onlyTheAppDraws() {
        drawsNot(WITHOUT_WINDOW).check(HOUSE);
    }

    @Test
    void theBanOnDrawingCanFail() {
        JavaClasses house = new ClassFileImporter().importClasses(HeadlessWindowTest.class);

        assertThrows(
                AssertionError.class, () -> drawsNot("org.mirrorflow.app..").check(house));
    }

    private static ArchRule drawsNot(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat(resideInAnyPackage("javafx..", "java.awt..", "javax.swing..")
                        // Pixels of a file that is read need no screen.
                        .and(not(resideInAPackage("java.awt.image"))))
                .because("a run must give the same numbers on a machine without a screen");
    }

    @Test
    void theoryTouchesNoFilesAndNoThreads() {
        noClasses()
                .that()
                .resideInAPackage("org.mirrorflow.theory..")
                .and()
                // The kernels share the cores out; what they give does not depend on how.
                .resideOutsideOfPackage("org.mirrorflow.theory.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.util.concurrent..", "java.net..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, File.class)
                .because("theory is mathematics only")
                .check(HOUSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"theory", "sim", "bridge", "app"})
    void packagesOfOneModuleFormNoCycle(String module) {
        slices().matching("org.mirrorflow." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("each package must be understood after those it uses, not together with them")
                .check(HOUSE);
    }
}
