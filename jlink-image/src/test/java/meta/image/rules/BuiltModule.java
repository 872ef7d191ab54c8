package meta.image.rules;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A compiled module of this project.
 *
 * @param location the jar of the module, or the folder with its classes
 */
record BuiltModule(ModuleDescriptor descriptor, Path location) {
    /** {@return the modules of this project that are on the class path, sorted by name} */
    static List<BuiltModule> all() throws IOException {
        Map<String, BuiltModule> found = new TreeMap<>();
        for (URL url : Collections.list(BuiltModule.class.getClassLoader().getResources("module-info.class"))) {
            try (InputStream in = url.openStream()) {
                ModuleDescriptor descriptor = ModuleDescriptor.read(in);
                if (descriptor.name().startsWith("meta.")) {
                    found.put(descriptor.name(), new BuiltModule(descriptor, location(url)));
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static Path location(URL descriptor) {
        String text = descriptor.toString().replaceFirst("^jar:", "").replaceFirst("!?/module-info\\.class$", "");
        return Path.of(URI.create(text));
    }

    String name() {
        return descriptor.name();
    }

    /**
     * {@return a text with the clauses of the module descriptor, except the one that requires {@code java.base}, and with a line for each
     * package that a package uses}
     */
    String shape() {
        List<String> lines = new ArrayList<>(new TreeSet<>(clauses()));
        lines.addFirst("module " + name());
        lines.add("");
        packageUses().forEach((user, used) -> used.forEach(each -> lines.add(user + " -> " + each)));
        return String.join("\n", lines) + "\n";
    }

    private List<String> clauses() {
        List<String> clauses = new ArrayList<>();
        for (ModuleDescriptor.Requires requires : descriptor.requires()) {
            if (!requires.name().equals("java.base")) {
                clauses.add("requires " + words(requires.modifiers()) + requires.name());
            }
        }
        for (ModuleDescriptor.Exports exports : descriptor.exports()) {
            clauses.add("exports " + exports.source() + targets(exports.targets()));
        }
        for (ModuleDescriptor.Opens opens : descriptor.opens()) {
            clauses.add("opens " + opens.source() + targets(opens.targets()));
        }
        descriptor.uses().forEach(service -> clauses.add("uses " + service));
        for (ModuleDescriptor.Provides provides : descriptor.provides()) {
            clauses.add("provides " + provides.service() + " with " + String.join(", ", provides.providers()));
        }
        return clauses;
    }

    private static String words(Set<ModuleDescriptor.Requires.Modifier> modifiers) {
        StringBuilder words = new StringBuilder();
        for (ModuleDescriptor.Requires.Modifier modifier : new TreeSet<>(modifiers)) {
            words.append(modifier.name().toLowerCase(Locale.ROOT)).append(' ');
        }
        return words.toString();
    }

    private static String targets(Set<String> modules) {
        return modules.isEmpty() ? "" : " to " + String.join(", ", new TreeSet<>(modules));
    }

    JavaClasses classes() {
        return importAll(List.of(this));
    }

    /** {@return the classes of the modules} Changes the configuration of ArchUnit for all later imports of the process. */
    static JavaClasses importAll(List<BuiltModule> modules) {
        // with this resolution, which is on by default, the import takes a minute
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        List<Location> locations = new ArrayList<>();
        for (BuiltModule module : modules) {
            URI uri = module.location().toUri();
            locations.add(Location.of(Files.isDirectory(module.location()) ? uri : URI.create("jar:" + uri + "!/")));
        }
        return new ClassFileImporter().importLocations(locations);
    }

    /** {@return the packages that each package of the module uses, except itself, {@code java.*} and {@code org.jspecify.*}} */
    Map<String, Set<String>> packageUses() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass user : classes()) {
            for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                String used = dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (!used.isEmpty()
                        && !used.startsWith("java.")
                        && !used.startsWith("org.jspecify.")
                        && !used.equals(user.getPackageName())) {
                    uses.computeIfAbsent(user.getPackageName(), _ -> new TreeSet<>())
                            .add(used);
                }
            }
        }
        return uses;
    }
}
