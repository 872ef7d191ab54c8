package meta.core.reconcile;

import meta.netlink.socket.Reply;

/** The result of sending one change, or an alternative to it ({@link BatchExecution}). */
sealed interface ChangeResult {
    /** {@return the planned change or an alternative; in a result of {@link #of}, the planned change} */
    Change change();

    /**
     * The kernel has applied the change.
     *
     * @param made the planned change or an alternative; a sysctl has its previous value, if that could be read
     */
    record Applied(Change change, Change made) implements ChangeResult {}

    /** The change was unnecessary. The deletion of a sysctl has this result, too. */
    record Unchanged(Change change) implements ChangeResult {}

    /** The change was rejected, and the kernel has acknowledged no part of it. */
    record Rejected(Change change, Reply.Rejected reply) implements ChangeResult {}

    /**
     * The kernel has applied a part of the change, or it is unknown whether the change is applied.
     *
     * @param made the change that may be in effect in whole or in part
     */
    record PartlyApplied(Change change, Change made, Reply.Rejected reply) implements ChangeResult {}

    /** {@return a copy of this result with the planned change as {@link #change}} */
    default ChangeResult of(Change planned) {
        return switch (this) {
            case Applied applied -> new Applied(planned, applied.made());
            case Unchanged _ -> new Unchanged(planned);
            case Rejected rejected -> new Rejected(planned, rejected.reply());
            case PartlyApplied partly -> new PartlyApplied(planned, partly.made(), partly.reply());
        };
    }
}
