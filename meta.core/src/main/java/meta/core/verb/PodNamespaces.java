package meta.core.verb;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;

/** How the file that {@code CNI_NETNS} names is opened: by us, or, where its path may mean nothing to us, by who made the call. */
@FunctionalInterface
public interface PodNamespaces {
    /** They are opened by their path, as a process does that a runtime has started. */
    PodNamespaces BY_PATH = path -> NetworkNamespace.open(Path.of(path));

    /**
     * {@return the namespace, which is the caller's to close}
     *
     * @throws NamespaceException where it cannot be had
     * @throws InvalidPathException where that is no path
     */
    NetworkNamespace open(String path) throws NamespaceException;
}
