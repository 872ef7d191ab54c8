package meta.core.record;

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

    /** {@return the namespace that a path leads to now; empty if the path is empty or does not lead to a network namespace} */
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

    /** {@return whether the path still leads to this namespace; false if it cannot be opened} A path may be used again for another pod. */
    public boolean isThere() {
        return at(path).filter(this::equals).isPresent();
    }
}
