package meta.core.call;

import java.nio.file.Path;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;

/** Pods' namespaces opened by their path, as a process does that a runtime has started. */
public record NamespacesByPath() implements CallNamespaces {
    @Override
    public NetworkNamespace open(String path) throws NamespaceException {
        return NetworkNamespace.open(Path.of(path));
    }
}
