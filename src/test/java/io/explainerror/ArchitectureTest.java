package io.explainerror;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.explainerror", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theModelIsPlainJava = classes()
            .that()
            .resideInAPackage("..model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.explainerror.model..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule stepsFollowOneAnother = noClasses()
            .that()
            .resideInAPackage("..intake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..signal..", "..rules..", "..judge..", "..report..");

    @ArchTest
    static final ArchRule noStepKnowsAFace = noClasses()
            .that()
            .resideInAnyPackage("..intake..", "..signal..", "..rules..", "..judge..", "..report..", "..catalogue..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.explainerror.api..", "io.explainerror.cli..");

    @ArchTest
    static final ArchRule onlyTheRulesKnowDrools = onlyIn("..rules..", "org.drools..", "org.kie..", "org.mvel2..");

    @ArchTest
    static final ArchRule onlyTheServiceKnowsJakartaRest = onlyIn("io.explainerror.api..", "jakarta.ws.rs..");

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsPicocli = onlyIn("..cli..", "picocli..");

    @ArchTest
    static final ArchRule onlyTheCatalogueKnowsYaml = onlyIn("..catalogue..", "org.yaml.snakeyaml..");

    @ArchTest
    static final ArchRule theFacesDoNotKnowOneAnother =
            slices().matching("io.explainerror.(api|cli)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.explainerror.(*)..").should().beFreeOfCycles();

    private static ArchRule onlyIn(String home, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(home, "io.explainerror")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }
}
