package meta.netlink.netns;

/** Repeats a wait until it ends without an interrupt. Sets the thread's interrupt status afterwards if an interrupt has arrived. */
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
