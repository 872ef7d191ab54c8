package meta.core.reconcile;

import meta.netlink.socket.Reply;

/** What has come of a change. */
sealed interface ChangeResult {
    /** {@return the change as it was wanted} */
    Change change();

    /**
     * The kernel has made it.
     *
     * @param made what was made: the change itself, or what the kernel took in its place, or with a before that only now is known
     */
    record Made(Change change, Change made) implements ChangeResult {}

    /** All is as the change wants it, and not by it: gone already, or there already. */
    record AlreadySo(Change change) implements ChangeResult {}

    /** The kernel has not made it. */
    record Refused(Change change, Reply.Rejected reply) implements ChangeResult {}

    /**
     * The kernel has made some of it, or may have: the answer did not come.
     *
     * @param made what may be made: the change itself, or with a before that only now is known
     */
    record HalfMade(Change change, Change made, Reply.Rejected reply) implements ChangeResult {}

    /** {@return the same for the change that this one stands for} */
    default ChangeResult of(Change wanted) {
        return switch (this) {
            case Made made -> new Made(wanted, made.made());
            case AlreadySo _ -> new AlreadySo(wanted);
            case Refused refused -> new Refused(wanted, refused.reply());
            case HalfMade half -> new HalfMade(wanted, half.made(), half.reply());
        };
    }
}
