package meta.launcher.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The installed version that this process runs from. The folder {@code versions} of an installation contains an image for each version.
 * Beside this folder, the symbolic link {@code current} leads to the version that answers new CNI calls.
 *
 * @param home the folder of the version that this process runs from, without symbolic links
 * @param current the path of the link
 */
public record ImageInstallation(Path home, Path current) {

    /** {@return the version that this process runs from; empty if it is not part of an installation, or if its path cannot be read} */
    public static Optional<ImageInstallation> ofThisImage() {
        return of(Path.of(System.getProperty("java.home")));
    }

    static Optional<ImageInstallation> of(Path image) {
        try {
            Path home = image.toRealPath();
            Path versions = home.getParent();
            if (versions == null || !versions.endsWith("versions")) {
                return Optional.empty();
            }
            Path current = versions.resolveSibling("current");
            return Files.isSymbolicLink(current) ? Optional.of(new ImageInstallation(home, current)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return whether the link {@link #current} now leads to another version than {@link #home}; false if the link cannot be read} */
    public boolean isReplaced() {
        try {
            return !current.resolveSibling(Files.readSymbolicLink(current))
                    .normalize()
                    .equals(home);
        } catch (IOException e) {
            return false;
        }
    }
}
