package io.explainerror;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows of ARCHITECTURE.md.
@AnalyzeClasses(packages = "io.explainerror", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.explainerror";

    @ArchTest
    static final ArchRule packages_form_no_cycles =
            slices().matching("io.explainerror.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_model_is_plain_java = classes()
            .that()
            .resideInAPackage(ROOT + ".model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(ROOT + ".model..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule intake_knows_nothing_of_judging = noClasses()
            .that()
            .resideInAPackage(ROOT + ".intake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".signal..",
                    ROOT + ".rules..",
                    ROOT + ".judge..",
                    ROOT + ".report..",
                    ROOT + ".api..",
                    ROOT + ".cli..");

    @ArchTest
    static final ArchRule signals_are_found_before_rules_look_at_them = noClasses()
            .that()
            .resideInAPackage(ROOT + ".signal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".rules..", ROOT + ".judge..", ROOT + ".report..", ROOT + ".api..", ROOT + ".cli..");

    @ArchTest
    static final ArchRule judging_knows_no_adapter_and_no_input = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".judge..", ROOT + ".report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".intake..", ROOT + ".signal..", ROOT + ".api..", ROOT + ".cli..");

    @ArchTest
    static final ArchRule only_the_rules_package_knows_drools = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".rules..", "org.drools..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.drools..", "org.kie..", "org.mvel2..");

    @ArchTest
    static final ArchRule only_the_api_knows_jakarta_rest = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.eclipse.microprofile.openapi..");

    @ArchTest
    static final ArchRule only_the_command_line_knows_picocli = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..");

    @ArchTest
    static final ArchRule only_the_catalogue_knows_yaml = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".catalogue..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.yaml..");

    @ArchTest
    static final ArchRule the_api_does_not_know_the_command_line = noClasses()
            .that()
            .resideInAPackage(ROOT + ".api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".cli..");

    @ArchTest
    static final ArchRule the_command_line_does_not_know_the_api = noClasses()
            .that()
            .resideInAPackage(ROOT + ".cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".api..");
}
