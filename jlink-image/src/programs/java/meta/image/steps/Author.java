package meta.image.steps;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import meta.image.cluster.Image;
import meta.image.topology.Command;

/**
 * The environment in which an author of a third-party step works: a clone of this project that has been built, and a local Maven repository
 * of the author's own. Maven copies released artifacts from the local repository of this machine, so that it needs no network. Maven copies
 * no snapshots of dependencies from there, because these can be of an earlier build.
 *
 * @param home the home directory of the author, with the Maven repository; {@code target/author} if the image is {@code target/image}
 */
public record Author(Path home) {
    private static final String SETTINGS = """
            <settings>
              <profiles>
                <profile>
                  <id>machine</id>
                  <repositories>
                    <repository>
                      <id>machine</id>
                      <url>file://MACHINE</url>
                      <snapshots><enabled>false</enabled></snapshots>
                    </repository>
                  </repositories>
                  <pluginRepositories>
                    <pluginRepository><id>machine</id><url>file://MACHINE</url></pluginRepository>
                  </pluginRepositories>
                </profile>
              </profiles>
              <activeProfiles><activeProfile>machine</activeProfile></activeProfiles>
            </settings>
            """;

    /**
     * {@return the author, whose home directory is created if it does not exist} Deletes artifacts of this project from the author's
     * repository, because they can be of an earlier build.
     *
     * @throws AssertionError if {@code PATH} contains no {@code mvn}
     */
    public static Author atHome() {
        try {
            Path home = Files.createDirectories(Image.home().resolveSibling("author"));
            Path bin = Files.createDirectories(home.resolve("bin"));
            Path ofMachine = Path.of(System.getProperty("user.home"), ".m2", "repository");
            String machine = System.getProperty("localRepository", ofMachine.toString());
            Files.writeString(home.resolve("settings.xml"), SETTINGS.replace("MACHINE", machine));
            Command.of("rm", "-rf", home.resolve("m2/io/github/metaplugins").toString())
                    .run();
            Path mvn = Files.writeString(bin.resolve("mvn"), """
                    #!/bin/sh
                    exec %s --batch-mode -s %s/settings.xml -Dmaven.repo.local=%s/m2 "$@"
                    """.formatted(maven(), home, home));
            Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new Author(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path maven() {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path mvn = Path.of(folder, "mvn");
            if (Files.isExecutable(mvn)) {
                return mvn;
            }
        }
        throw new AssertionError("no mvn in " + System.getenv("PATH"));
    }

    /** {@return the folder of the clone} The image must be {@code jlink-image/target/image} of the clone. */
    public static Path repository() {
        return Image.home().getParent().getParent().getParent();
    }

    /**
     * {@return a command that runs a shell script in the folder, with the author's environment} The script ends at the first command that
     * fails, and at the first use of an unset variable. The variable {@code META_PLUGINS} is the folder of the clone.
     */
    public Command shell(Path folder, String script) {
        return Command.of("sh", "-eu", "-c", "cd \"$0\"; " + script, folder.toString())
                .with(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "HOME", home.toString(),
                        "META_PLUGINS", repository().toString(),
                        "PATH", home.resolve("bin") + File.pathSeparator + System.getenv("PATH")));
    }

    /**
     * Copies a Maven project into the author's home directory, builds the copy, and runs its tests.
     *
     * @return the path of the built jar
     * @throws AssertionError if the build or a test fails
     */
    public Path build(Path project) {
        Path copy = home.resolve(project.getFileName());
        Command.of("rm", "-rf", copy.toString()).run().text();
        Command.of("cp", "-r", project.toString(), copy.toString()).run().text();
        shell(
                        copy,
                        "rm -rf target; mvn -q package -Dmeta-plugins.repository=file://" + repository()
                                + "/jlink-image/target/repository")
                .run()
                .text();
        return copy.resolve("target/" + project.getFileName() + "-1.0.jar");
    }
}
