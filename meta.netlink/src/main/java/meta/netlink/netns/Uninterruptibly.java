package meta.netlink.netns;

/** Waits that an interrupt does not end. The thread's interrupt status is set afterwards. */
final class Uninterruptibly {
    /** A blocking operation. */
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
