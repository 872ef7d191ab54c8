package meta.netlink.netns;

import org.jspecify.annotations.Nullable;

/**
 * Code that runs in a network namespace.
 *
 * @param <T> the result of the code
 * @param <E> the checked exception of the code; {@link RuntimeException} if the code throws none
 */
@FunctionalInterface
public interface NamespaceTask<T extends @Nullable Object, E extends Exception> {
    /** Runs the code on the current thread, which is in the namespace. */
    T run() throws E;
}
