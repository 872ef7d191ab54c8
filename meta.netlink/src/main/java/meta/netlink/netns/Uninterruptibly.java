package meta.netlink.netns;

/**
 * Waits in such a way that an interrupt does not end the wait: repeats the wait after each interrupt. If the thread was interrupted, sets
 * its interrupt status afterwards.
 */
final class Uninterruptibly {
    interface Wait {
        void await() throws InterruptedException;
    }

    private Uninterruptibly() {}

    static void await(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
