package meta.image.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import meta.spi.Step;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Modules and packages have only the expected dependencies. */
class ModuleRulesTest {
    private static final Path EXPECTED = Path.of("src/test/modules");
    private static final Path FOUND = Path.of("target/modules-found");

    private static JavaClasses classes;

    @BeforeAll
    static void importAll() throws IOException {
        classes = BuiltModule.importAll(BuiltModule.all());
    }

    static Stream<BuiltModule> modules() throws IOException {
        return BuiltModule.all().stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleHasTheExpectedDescriptorAndDependencies(BuiltModule module) throws IOException {
        String file = module.name() + ".expected.txt";
        Files.createDirectories(FOUND);
        Files.writeString(FOUND.resolve(file), module.shape());

        assertThat(FOUND.resolve(file))
                .as("if the change is intended: cp jlink-image/%s jlink-image/%s/", FOUND.resolve(file), EXPECTED)
                .hasSameTextualContentAs(EXPECTED.resolve(file));
    }

    @Test
    void theModulesAreTheExpectedSix() throws IOException {
        assertThat(BuiltModule.all().stream().map(BuiltModule::name))
                .containsExactly("meta.core", "meta.launcher", "meta.netlink", "meta.router", "meta.spi", "meta.veth");
    }

    @Test
    void noPackagesUseEachOtherInACircle() {
        slices().matching("meta.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void aStepKnowsTheSpiAndTheValuesOfANetworkOnly() {
        classes()
                .that()
                .implement(Step.class)
                .and()
                .resideOutsideOfPackage("meta.core.plugin") // places steps before third-party steps
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java.lang..",
                        "java.time..",
                        "java.util..",
                        "meta.spi..",
                        "meta.netlink",
                        "meta.veth",
                        "meta.router",
                        "meta.core.plugin.step"))
                .check(classes);
    }

    @Test
    void onlyTheResultStreamTouchesStandardOutput() {
        noClasses()
                .that()
                .doNotHaveSimpleName("ResultStream")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(java.io.FileDescriptor.class, "out")
                .orShould()
                .callMethod(System.class, "setOut", java.io.PrintStream.class)
                .check(classes);
    }

    @Test
    void onlyTheNativeLayerKnowsJffi() {
        noClasses()
                .that()
                .resideOutsideOfPackage("meta.netlink.libc..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.kenai..")
                .check(classes);
    }

    @Test
    void everyPackageHasANullMarkedPackageInfo() throws IOException {
        for (BuiltModule module : BuiltModule.all()) {
            List<String> packages = module.classes().stream()
                    .map(c -> c.getPackageName())
                    .distinct()
                    .filter(name -> !name.isEmpty())
                    .toList();
            for (String name : packages) {
                assertThat(module.classes().getPackage(name).tryGetPackageInfo())
                        .as("%s has a package-info.java", name)
                        .hasValueSatisfying(
                                info -> assertThat(info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                                        .isTrue());
            }
        }
    }
}
