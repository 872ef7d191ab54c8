package meta.core.record;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;

/**
 * A network namespace and a path to it.
 *
 * @param path the path
 * @param identity the identity of the namespace that the path led to when this object was created, see {@link NetworkNamespace#identity}
 */
public record PodNamespace(String path, String identity) {

    /** {@return the namespace to which a path leads now; empty if the path is empty, does not lead to a network namespace, or cannot be opened} */
    public static Optional<PodNamespace> at(String path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try (NetworkNamespace namespace = NetworkNamespace.open(Path.of(path))) {
            return Optional.of(new PodNamespace(path, namespace.identity()));
        } catch (NamespaceException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return whether the path still leads to this namespace} False if the path leads to no file, or to another namespace, because another pod may use
     * the path again.
     */
    public boolean isThere() {
        try {
            return !path.isEmpty() && NetworkNamespace.isAt(Path.of(path), identity);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
