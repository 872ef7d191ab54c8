package meta.image.packaging;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of {@link PackageImage}: pairs of an option and its value, in any order.
 *
 * @param image {@code --image}: the folder of the built image, which is not changed
 * @param modules {@code --modules}: the folder with the image's module jars
 * @param licence {@code --licence}: the file with our licence
 * @param version {@code --version}: see {@link Release#version}
 * @param architecture {@code --arch}: {@code amd64} or {@code arm64}
 * @param cLibrary {@code --libc}: the root folder of the system with the image's C library, see {@link CLibraryCopier}
 * @param clientLibrary {@code --client-libc}: the {@code libc.so.6} of the C library with which the client was linked
 * @param dist {@code --dist}: the folder for the packages; created if missing
 * @param work {@code --work}: a folder for intermediate files; its subfolder {@code image} is deleted first
 * @param signingKey {@code --sign}: the file with the key that signs the packages
 * @param aotCache {@code --aot}: the AOT cache that is packaged instead of the image's own
 */
record PackagingArguments(
        Path image,
        Path modules,
        Path licence,
        String version,
        Architecture architecture,
        Path cLibrary,
        Path clientLibrary,
        Path dist,
        Path work,
        Optional<Path> signingKey,
        Optional<Path> aotCache) {
    private static final Set<String> REQUIRED = Set.of(
            "--image", "--modules", "--licence", "--version", "--arch", "--libc", "--client-libc", "--dist", "--work");
    private static final Set<String> OPTIONAL = Set.of("--sign", "--aot");

    /**
     * {@return the settings of a command line}
     *
     * @throws IllegalArgumentException if an option is unknown or has no value, a required option is missing, or the architecture is
     *     unknown
     */
    static PackagingArguments of(String... args) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!REQUIRED.contains(args[i]) && !OPTIONAL.contains(args[i])) {
                throw new IllegalArgumentException(
                        "unknown option \"" + args[i] + "\"; known options: " + REQUIRED + " and " + OPTIONAL);
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + ": its value is missing");
            }
            given.put(args[i], args[i + 1]);
        }
        return new PackagingArguments(
                path(given, "--image"),
                path(given, "--modules"),
                path(given, "--licence"),
                required(given, "--version"),
                Architecture.of(required(given, "--arch")),
                path(given, "--libc"),
                path(given, "--client-libc"),
                path(given, "--dist"),
                path(given, "--work"),
                Optional.ofNullable(given.get("--sign")).map(Path::of),
                Optional.ofNullable(given.get("--aot")).map(Path::of));
    }

    private static Path path(Map<String, String> given, String name) {
        return Path.of(required(given, name)).toAbsolutePath();
    }

    private static String required(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + ": is missing");
        }
        return value;
    }
}
