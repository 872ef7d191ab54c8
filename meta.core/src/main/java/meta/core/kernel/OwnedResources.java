package meta.core.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the resources that a call opens, and closes each of them exactly once, in the reverse order of opening. */
final class OwnedResources implements AutoCloseable {
    private final Deque<Runnable> closings = new ArrayDeque<>();

    /** {@return the resource, after adding it to those that {@link #close} closes} */
    <T> T own(T resource, Consumer<? super T> close) {
        closings.push(() -> close.accept(resource));
        return resource;
    }

    /**
     * Closes all open resources, also if closing one of them fails.
     *
     * @throws RuntimeException the first failure; it contains the later failures as suppressed exceptions
     */
    @Override
    public void close() {
        RuntimeException failed = null;
        while (!closings.isEmpty()) {
            failed = closeNext(failed);
        }
        if (failed != null) {
            throw failed;
        }
    }

    private @Nullable RuntimeException closeNext(@Nullable RuntimeException before) {
        try {
            closings.pop().run(); // removed before it is closed: if that fails, it is not closed again
            return before;
        } catch (RuntimeException e) {
            if (before == null) {
                return e;
            }
            before.addSuppressed(e);
            return before;
        }
    }
}
