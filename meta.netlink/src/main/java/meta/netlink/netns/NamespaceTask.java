package meta.netlink.netns;

import org.jspecify.annotations.Nullable;

/**
 * Code that runs in a network namespace.
 *
 * @param <T> the result
 * @param <E> the checked exception; {@link RuntimeException} if there is none
 */
@FunctionalInterface
public interface NamespaceTask<T extends @Nullable Object, E extends Exception> {
    /** Runs the code on the current thread, which is in the namespace. */
    T run() throws E;
}
