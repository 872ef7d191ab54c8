package meta.netlink.netns;

import org.jspecify.annotations.Nullable;

/** Something to be done in a namespace. */
@FunctionalInterface
public interface NamespaceTask<T extends @Nullable Object, E extends Exception> {
    T run() throws E;
}
