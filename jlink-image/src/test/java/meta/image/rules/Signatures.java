package meta.image.rules;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the API of packages from class files. Each class, field and method that is public or protected is a line. Each permitted subtype
 * of a sealed type is one more line, if the subtype itself is public or protected.
 */
final class Signatures {
    private static final String GROWING = "Lmeta/spi/api/MayGrow;";

    private final Set<String> lines = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Kind> kinds = new ArrayList<>();

    private record Kind(String prefix, String sealed, String name) {}

    private Signatures() {}

    /** {@return the lines for the API of these packages, sorted} */
    static Set<String> of(BuiltModule module, Set<String> packages) throws IOException {
        Signatures signatures = new Signatures();
        if (Files.isDirectory(module.location())) {
            signatures.read(module.location(), packages);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(module.location())) {
                signatures.read(jar.getPath("/"), packages);
            }
        }
        signatures.addKinds();
        return signatures.lines;
    }

    /** Adds a line for each permitted subtype that is public or protected. Code in other modules cannot name the other subtypes. */
    private void addKinds() {
        for (Kind kind : kinds) {
            if (seen.contains(kind.name())) {
                lines.add(kind.prefix() + kind.sealed() + ": " + kind.name());
            }
        }
    }

    private void read(Path root, Set<String> packages) throws IOException {
        for (String name : packages) {
            try (Stream<Path> files = Files.list(root.resolve(name.replace('.', '/')))) {
                for (Path file : files.toList()) {
                    if (file.toString().endsWith(".class") && !file.endsWith("package-info.class")) {
                        read(ClassFile.of().parse(Files.readAllBytes(file)));
                    }
                }
            }
        }
    }

    private void read(ClassModel model) {
        String name = name(model.thisClass());
        Set<AccessFlag> flags = flags(model);
        if (!isSeen(flags)) {
            return;
        }
        String parents = Stream.concat(model.superclass().stream(), model.interfaces().stream())
                .map(Signatures::name)
                .filter(parent -> !parent.equals("java.lang.Object"))
                .collect(Collectors.joining(" "));
        lines.add("class " + name + ": " + (words(flags) + " " + parents).strip());
        seen.add(name);
        String prefix = mayGrow(model) ? "kind of " : ApiChange.CLOSED;
        model.findAttribute(Attributes.permittedSubclasses())
                .ifPresent(those -> those.permittedSubclasses()
                        .forEach(permitted -> kinds.add(new Kind(prefix, name, name(permitted)))));
        model.fields().stream().filter(field -> isSeen(field.flags().flags())).forEach(field -> field(name, field));
        boolean open = flags.contains(AccessFlag.INTERFACE)
                && model.findAttribute(Attributes.permittedSubclasses()).isEmpty();
        model.methods().stream()
                .filter(method -> isSeen(method.flags().flags()))
                .forEach(method -> method(name, method, open));
    }

    private static boolean mayGrow(ClassModel model) {
        return model.findAttribute(Attributes.runtimeInvisibleAnnotations()).stream()
                .flatMap(found -> found.annotations().stream())
                .anyMatch(annotation -> annotation.className().equalsString(GROWING));
    }

    /** {@return the modifiers of a class} Those of a nested class are in the attribute {@code InnerClasses} (JVMS 4.7.6). */
    private static Set<AccessFlag> flags(ClassModel model) {
        return model.findAttribute(Attributes.innerClasses()).stream()
                .flatMap(inner -> inner.classes().stream())
                .filter(info -> info.innerClass().equals(model.thisClass()))
                .findFirst()
                .map(info -> info.flags())
                .orElseGet(() -> model.flags().flags());
    }

    private void field(String owner, FieldModel field) {
        String type = field.findAttribute(Attributes.signature())
                .map(signature -> signature.signature().stringValue())
                .orElse(field.fieldType().stringValue());
        lines.add("field " + owner + "." + field.fieldName() + ": "
                + words(field.flags().flags()) + " " + type);
    }

    private void method(String owner, MethodModel method, boolean open) {
        String type = method.findAttribute(Attributes.signature())
                .map(signature -> signature.signature().stringValue())
                .orElse(method.methodType().stringValue());
        boolean demanded = open && method.flags().has(AccessFlag.ABSTRACT);
        lines.add((demanded ? ApiChange.DEMAND : "method ") + owner + "." + method.methodName() + type + ": "
                + words(method.flags().flags()));
    }

    private static boolean isSeen(Set<AccessFlag> flags) {
        return (flags.contains(AccessFlag.PUBLIC) || flags.contains(AccessFlag.PROTECTED))
                && !flags.contains(AccessFlag.SYNTHETIC);
    }

    private static String words(Set<AccessFlag> flags) {
        List<String> words = new ArrayList<>();
        for (AccessFlag flag : flags) {
            if (flag != AccessFlag.SUPER && flag != AccessFlag.VARARGS) {
                words.add(flag.name().toLowerCase(Locale.ROOT));
            }
        }
        return String.join(" ", words);
    }

    private static String name(ClassEntry entry) {
        return entry.asInternalName().replace('/', '.');
    }
}
