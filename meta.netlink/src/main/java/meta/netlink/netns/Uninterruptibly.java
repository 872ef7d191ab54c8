package meta.netlink.netns;

/** Repeats a wait until it ends without an interrupt. If an interrupt has arrived, the thread's interrupt status is set afterwards. */
final class Uninterruptibly {
    /** A blocking operation that can be repeated after an interrupt. */
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
