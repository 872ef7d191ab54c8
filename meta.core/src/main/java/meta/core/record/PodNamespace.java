package meta.core.record;

import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;

/**
 * The network namespace of a pod, and a path that led to it.
 *
 * @param path the path; empty if unknown
 * @param identity the identity of the namespace, see {@link NetworkNamespace#identity}; empty if unknown
 */
public record PodNamespace(String path, String identity) {

    /** {@return the network namespace to which a path leads now; empty if there is none, or the namespace cannot be opened or read} */
    public static Optional<PodNamespace> at(String path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try (NetworkNamespace namespace = NetworkNamespace.open(Path.of(path))) {
            return Optional.of(new PodNamespace(path, namespace.identity()));
        } catch (NamespaceException | IllegalArgumentException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** {@return whether the path leads to a namespace with this identity now; false if that is unknown} */
    public boolean isThere() {
        try {
            return !path.isEmpty() && NetworkNamespace.isAt(Path.of(path), identity);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
