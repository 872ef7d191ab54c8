package meta.netlink.socket;

import java.util.OptionalInt;
import meta.netlink.message.NetlinkMessage;

/**
 * A change that the kernel reports.
 *
 * @param namespaceId the id of the namespace of the object within the monitor's; empty if it is the monitor's own namespace
 * @param kind what has happened to the object
 * @param message the object: after a creation or change as it is now, after a deletion as it was
 */
public record Notification(OptionalInt namespaceId, Kind kind, NetlinkMessage message) {
    /** What happens to objects. */
    public enum Kind {
        CREATED_OR_CHANGED,
        DELETED
    }

    /** {@return whether the object was deleted} */
    public boolean isDeletion() {
        return kind == Kind.DELETED;
    }
}
