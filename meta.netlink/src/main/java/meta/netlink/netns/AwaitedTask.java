package meta.netlink.netns;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Work that one thread does and another waits for. */
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
        } catch (Throwable e) { // whatever it is, it is the other thread's
            failure = e;
        } finally {
            done.countDown();
        }
    }

    /**
     * Waits until it is done, also when interrupted: half of it may be done already.
     *
     * @return what the work returned
     * @throws E what the work threw
     */
    @SuppressWarnings({"unchecked", "NullAway"
    }) // the work throws no other exception, and has returned when it has not thrown
    T outcome() throws E {
        Uninterruptibly.await(done::await);
        return switch (failure) {
            case null -> result;
            case Error error -> throw error;
            case RuntimeException unchecked -> throw unchecked;
            case Throwable checked -> throw (E) checked;
        };
    }
}
