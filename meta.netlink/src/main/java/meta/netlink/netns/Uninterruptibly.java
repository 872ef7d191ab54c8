package meta.netlink.netns;

/** Waiting that an interrupt does not end; the interrupt is kept for the caller to see. */
final class Uninterruptibly {
    /** Something to wait for. */
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
