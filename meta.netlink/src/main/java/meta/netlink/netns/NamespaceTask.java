package meta.netlink.netns;

import org.jspecify.annotations.Nullable;

/**
 * Code that runs in a network namespace.
 *
 * @param <T> its result
 * @param <E> its checked exception; {@link RuntimeException} if it has none
 */
@FunctionalInterface
public interface NamespaceTask<T extends @Nullable Object, E extends Exception> {
    T run() throws E;
}
