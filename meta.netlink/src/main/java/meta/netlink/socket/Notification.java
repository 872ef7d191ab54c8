package meta.netlink.socket;

import java.util.OptionalInt;
import meta.netlink.message.NetlinkMessage;

/**
 * A change of one object that the kernel reports.
 *
 * @param nsid the nsid that the object's namespace has in the namespace of the {@link MultiNamespaceMonitor}; empty only for an object in
 *     the monitor's own namespace
 * @param message the object after the creation or change; for {@link Kind#DELETED}, the object that was deleted, or the device
 *     that was moved to another namespace
 */
public record Notification(OptionalInt nsid, Kind kind, NetlinkMessage message) {
    public enum Kind {
        CREATED_OR_CHANGED,
        DELETED
    }

    public boolean isDeletion() {
        return kind == Kind.DELETED;
    }
}
