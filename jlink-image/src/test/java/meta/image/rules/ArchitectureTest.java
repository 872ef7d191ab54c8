package meta.image.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The drawings and the table in {@code docs/architecture.md} agree with the code. One drawing shows the modules. The other one shows the
 * packages of {@code meta.core}, called rooms, and the launcher. An arrow leads from a user to what it uses.
 */
class ArchitectureTest {
    private static final Path DOCUMENT = Path.of("../docs/architecture.md");
    private static final String CORE = "meta.core";
    private static final String LAUNCHER = "meta.launcher";
    private static final String PROTOCOL = "meta.core.cni";

    private static List<BuiltModule> modules = List.of();

    /** For each package of this project, the packages that it uses. */
    private static final Map<String, Set<String>> USES = new TreeMap<>();

    @BeforeAll
    static void readModules() throws IOException {
        modules = BuiltModule.all();
        modules.forEach(module -> USES.putAll(module.packageUses()));
    }

    @Test
    void theModulesAndTheirArrowsAreDrawn() throws IOException {
        Set<String> arrows = new TreeSet<>(services());
        arrows.addAll(arrows(ArchitectureTest::module, _ -> true));

        assertThat(DocumentSection.in(DOCUMENT, "modules").arrows()).isEqualTo(arrows);
    }

    @Test
    void theRoomsOfCoreAndTheirArrowsAreDrawn() throws IOException {
        Set<String> arrows = arrows(ArchitectureTest::room, room -> !room.equals(LAUNCHER) && !room.equals(PROTOCOL));

        assertThat(DocumentSection.in(DOCUMENT, "rooms").arrows()).isEqualTo(arrows);
    }

    @Test
    void theProtocolUsesNoOtherRoom() {
        assertThat(USES.getOrDefault(PROTOCOL, Set.of())).noneMatch(used -> used.startsWith(CORE));
    }

    @Test
    void everyPackageOfCoreIsInTheTable() throws IOException {
        BuiltModule core = modules.stream()
                .filter(module -> module.name().equals(CORE))
                .findFirst()
                .orElseThrow();

        Set<String> packages = new TreeSet<>();
        core.classes().stream()
                .filter(each ->
                        !each.getSimpleName().endsWith("-info")) // an earlier build may have left package-info classes
                .forEach(each -> packages.add(each.getPackageName()));

        assertThat(new TreeSet<>(DocumentSection.in(DOCUMENT, "packages").column(0)))
                .isEqualTo(packages);
    }

    /**
     * {@return the arrows between groups of packages: there is an arrow if a package of one group uses a package of the other group}
     *
     * @param group returns the name of the group of a package, or an empty Optional if the package is not drawn
     * @param isTarget returns whether arrows to the group are drawn
     */
    private static Set<String> arrows(Function<String, Optional<String>> group, Predicate<String> isTarget) {
        Set<String> arrows = new TreeSet<>();
        USES.forEach((user, used) -> used.forEach(each -> {
            Optional<String> from = group.apply(user);
            Optional<String> to = group.apply(each).filter(isTarget);
            if (from.isPresent() && to.isPresent() && !from.equals(to)) {
                arrows.add(from.get() + " --> " + to.get());
            }
        }));
        return arrows;
    }

    /** {@return the arrows for services: from each module that uses a service of {@code ServiceLoader} to each module that provides it} */
    private static Set<String> services() {
        Set<String> arrows = new TreeSet<>();
        for (BuiltModule user : modules) {
            for (BuiltModule provider : modules) {
                for (ModuleDescriptor.Provides provided : provider.descriptor().provides()) {
                    if (user.descriptor().uses().contains(provided.service())) {
                        arrows.add(user.name() + " -.-> " + provider.name());
                    }
                }
            }
        }
        return arrows;
    }

    /** {@return the name of the module of this project that contains the package; empty for other packages} */
    private static Optional<String> module(String packageName) {
        return modules.stream()
                .map(BuiltModule::name)
                .filter(name -> (packageName + ".").startsWith(name + "."))
                .findFirst();
    }

    /**
     * {@return the room of a package: the package itself if it is in {@code meta.core}, and {@code meta.launcher} for all packages of the
     * launcher; empty for other packages}
     */
    private static Optional<String> room(String packageName) {
        if (packageName.startsWith(LAUNCHER)) {
            return Optional.of(LAUNCHER);
        }
        return packageName.startsWith(CORE) ? Optional.of(packageName) : Optional.empty();
    }
}
