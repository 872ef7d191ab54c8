package meta.netlink.socket;

import java.util.OptionalInt;
import meta.netlink.message.NetlinkMessage;

/**
 * A change that the kernel reports.
 *
 * @param nsid the nsid of the object's namespace in the monitor's namespace; empty if the object is in the monitor's own namespace
 * @param kind the kind of change
 * @param message the object after its creation or change, or before its deletion
 */
public record Notification(OptionalInt nsid, Kind kind, NetlinkMessage message) {
    /** The kinds of changes. */
    public enum Kind {
        CREATED_OR_CHANGED,
        DELETED
    }

    /** {@return whether the object was deleted} */
    public boolean isDeletion() {
        return kind == Kind.DELETED;
    }
}
