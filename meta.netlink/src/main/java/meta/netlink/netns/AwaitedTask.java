package meta.netlink.netns;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A task that one thread runs while another thread waits for its result. */
final class AwaitedTask<T extends @Nullable Object, E extends Exception> implements Runnable {
    private final NamespaceTask<T, E> work;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable T result;
    private @Nullable Throwable failure;

    AwaitedTask(NamespaceTask<T, E> work) {
        this.work = work;
    }

    @Override
    public void run() {
        try {
            result = work.run();
        } catch (Throwable e) { // rethrown by the waiting thread
            failure = e;
        } finally {
            done.countDown();
        }
    }

    /**
     * Waits for the end of the task, and returns its result or throws its exception. An interrupt does not end the wait, but is preserved.
     */
    @SuppressWarnings({"unchecked", "NullAway"
    }) // E is the only checked exception of the task; without an exception, the result is set
    T result() throws E {
        Uninterruptibly.await(done::await);
        return switch (failure) {
            case null -> result;
            case Error error -> throw error;
            case RuntimeException unchecked -> throw unchecked;
            case Throwable checked -> throw (E) checked;
        };
    }
}
