package meta.core.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects resources, and closes each of them once, in the reverse order of adding. */
final class OwnedResources implements AutoCloseable {
    private final Deque<Runnable> closings = new ArrayDeque<>();

    /** {@return the resource, which {@link #close} closes from now on} */
    <T> T own(T resource, Consumer<? super T> close) {
        closings.push(() -> close.accept(resource));
        return resource;
    }

    /**
     * Closes all resources that are not closed yet, even if closing one of them throws a {@code RuntimeException}.
     *
     * @throws RuntimeException the first failure, with the later failures as suppressed exceptions
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
            closings.pop().run(); // pop first, so that a resource whose closing fails is not closed twice
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
