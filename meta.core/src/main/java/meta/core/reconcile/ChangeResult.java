package meta.core.reconcile;

import meta.netlink.socket.Reply;

/** The result of one change of a batch; see the drawing in the description of the package. */
sealed interface ChangeResult {
    /** {@return the change as it was planned} */
    Change change();

    /**
     * The kernel has applied the change.
     *
     * @param made the applied change, which the rollback inverts: the change itself, an alternative to it, or the change with the previous value of
     *     a setting, which is read when it is written
     */
    record Applied(Change change, Change made) implements ChangeResult {}

    /** The kernel's state was already as planned. */
    record Unchanged(Change change) implements ChangeResult {}

    /** The kernel has applied nothing of the change. */
    record Rejected(Change change, Reply.Rejected reply) implements ChangeResult {}

    /**
     * The kernel has applied a part of the change, or may have, since its answer did not arrive.
     *
     * @param made the change that may be applied, which the rollback inverts
     */
    record PartlyApplied(Change change, Change made, Reply.Rejected reply) implements ChangeResult {}

    /** {@return the same result, attributed to the planned change, for which this one may be an alternative} */
    default ChangeResult of(Change planned) {
        return switch (this) {
            case Applied applied -> new Applied(planned, applied.made());
            case Unchanged _ -> new Unchanged(planned);
            case Rejected rejected -> new Rejected(planned, rejected.reply());
            case PartlyApplied partly -> new PartlyApplied(planned, partly.made(), partly.reply());
        };
    }
}
