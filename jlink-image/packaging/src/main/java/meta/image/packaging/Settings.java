package meta.image.packaging;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of the program.
 *
 * @param image the built image
 * @param modules the folder of jars that it was linked from
 * @param licence our licence
 * @param cLibrary the root folder of the system whose C library is packaged
 * @param clientLibrary the C library that the client was linked with
 * @param dist the folder of the packages
 * @param work a folder for intermediate files
 * @param signingKey the key to sign with
 * @param aotCache the AOT cache to package instead of the image's own
 */
record Settings(
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

    /** {@return the settings of a command line of names and values} */
    static Settings of(String... args) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!REQUIRED.contains(args[i]) && !OPTIONAL.contains(args[i])) {
                throw new IllegalArgumentException(
                        "\"" + args[i] + "\": accepted are " + REQUIRED + " and " + OPTIONAL);
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + ": its value is missing");
            }
            given.put(args[i], args[i + 1]);
        }
        return new Settings(
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
