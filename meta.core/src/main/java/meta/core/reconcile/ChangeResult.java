package meta.core.reconcile;

import meta.netlink.socket.Reply;

/** The result of one change of a batch; see the drawing in the documentation of the package. */
sealed interface ChangeResult {
    /** {@return the change that was sent; after {@link #of}, the change as it was planned} */
    Change change();

    /**
     * The kernel has applied the change.
     *
     * @param made the applied change, which the rollback inverts: the planned change or an alternative. For a sysctl, it also contains the previous
     *     value, which is read just before the sysctl is written
     */
    record Applied(Change change, Change made) implements ChangeResult {}

    /**
     * The change was unnecessary: the kernel's state was already as planned, the device or namespace of the object no longer exists, or a sysctl
     * would have no effect.
     */
    record Unchanged(Change change) implements ChangeResult {}

    /** The kernel has applied nothing of the change. */
    record Rejected(Change change, Reply.Rejected reply) implements ChangeResult {}

    /**
     * The kernel has applied a part of the change, or the kernel's reply did not arrive, so that it is unknown what was applied.
     *
     * @param made the change that may be applied, which the rollback inverts
     */
    record PartlyApplied(Change change, Change made, Reply.Rejected reply) implements ChangeResult {}

    /** {@return this result with the planned change as its {@link #change}, in place of the alternative that was sent} */
    default ChangeResult of(Change planned) {
        return switch (this) {
            case Applied applied -> new Applied(planned, applied.made());
            case Unchanged _ -> new Unchanged(planned);
            case Rejected rejected -> new Rejected(planned, rejected.reply());
            case PartlyApplied partly -> new PartlyApplied(planned, partly.made(), partly.reply());
        };
    }
}
