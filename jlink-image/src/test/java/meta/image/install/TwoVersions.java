package meta.image.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import meta.image.cluster.Image;
import meta.image.topology.Command;

/** An installation that contains two versions with different builds. At first, {@link #FIRST} is the current version. */
public record TwoVersions(Path prefix) {
    public static final String FIRST = "1-first";
    public static final String SECOND = "1-second";

    /** {@return a new installation} Its prefix is the new subfolder {@code prefix} of the folder. */
    public static TwoVersions in(Path folder) throws IOException {
        Path prefix = Files.createDirectory(folder.resolve("prefix"));
        Path versions = Files.createDirectory(prefix.resolve("versions"));
        for (String version : List.of(FIRST, SECOND)) {
            Path home = versions.resolve(version);
            Command.of("cp", "-a", Image.home().toString(), home.toString())
                    .run()
                    .text();
            Files.writeString(home.resolve("lib/meta/build"), version + "\n");
        }
        Files.createSymbolicLink(prefix.resolve("current"), Path.of("versions", FIRST));
        return new TwoVersions(prefix);
    }

    /** Makes another version the current one, by replacing the link {@code current} atomically. */
    public void switchTo(String version) throws IOException {
        Path next = Files.createSymbolicLink(
                prefix.resolve("next"), Path.of("versions").resolve(version));
        Files.move(
                next, prefix.resolve("current"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** {@return the path of the current version's {@code metactl}} The path leads through the link {@code current}. */
    public String metactl() {
        return prefix.resolve("current/bin/metactl").toString();
    }
}
