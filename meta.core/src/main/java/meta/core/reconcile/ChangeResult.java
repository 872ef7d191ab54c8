package meta.core.reconcile;

import meta.netlink.socket.Reply;

/** The result of one change of a batch. */
sealed interface ChangeResult {
    /** {@return the change that was sent; after {@link #of}, the planned change} */
    Change change();

    /**
     * The kernel has applied the change.
     *
     * @param made the planned change or an alternative; for a sysctl with the previous value, if it can be read
     */
    record Applied(Change change, Change made) implements ChangeResult {}

    /**
     * The change was unnecessary: the kernel's state was already as planned, the device or namespace no longer exists, or a sysctl would have no
     * effect.
     */
    record Unchanged(Change change) implements ChangeResult {}

    /** The kernel has applied nothing of the change. */
    record Rejected(Change change, Reply.Rejected reply) implements ChangeResult {}

    /**
     * The kernel has applied a part of the change, or its reply did not arrive.
     *
     * @param made the change that may be applied
     */
    record PartlyApplied(Change change, Change made, Reply.Rejected reply) implements ChangeResult {}

    /** {@return this result with the planned change as its {@link #change}} */
    default ChangeResult of(Change planned) {
        return switch (this) {
            case Applied applied -> new Applied(planned, applied.made());
            case Unchanged _ -> new Unchanged(planned);
            case Rejected rejected -> new Rejected(planned, rejected.reply());
            case PartlyApplied partly -> new PartlyApplied(planned, partly.made(), partly.reply());
        };
    }
}
