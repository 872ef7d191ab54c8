package meta.core.record;

import java.nio.file.Path;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;

/**
 * The network namespace of a recorded attachment.
 *
 * @param path the path that the ADD was given
 * @param identity the namespace that the path led to, see {@link NetworkNamespace#identity}
 */
public record PodNamespace(String path, String identity) {

    /** {@return whether the path still leads to this namespace; false if it cannot be opened} A path may be used again for another pod. */
    public boolean isThere() {
        if (path.isEmpty() || identity.isEmpty()) {
            return false;
        }
        try (NetworkNamespace namespace = NetworkNamespace.open(Path.of(path))) {
            return namespace.identity().equals(identity);
        } catch (NamespaceException | IllegalArgumentException e) {
            return false;
        }
    }
}
