package meta.core.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The resources that a call has opened. Closes each resource exactly once, in the reverse order of opening. */
final class OwnedResources implements AutoCloseable {
    private final Deque<Runnable> closings = new ArrayDeque<>();

    /** Adds a resource that has just been opened, and returns it. */
    <T> T own(T resource, Consumer<? super T> close) {
        closings.push(() -> close.accept(resource));
        return resource;
    }

    /**
     * Closes all open resources, even if closing one of them fails.
     *
     * @throws RuntimeException the first failure; the others are suppressed exceptions of it
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
            closings.pop().run(); // removed first: a resource whose closing fails is not closed again
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
