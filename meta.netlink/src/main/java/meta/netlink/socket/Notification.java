package meta.netlink.socket;

import java.util.OptionalInt;
import meta.netlink.message.NetlinkMessage;

/**
 * A change that the kernel reports.
 *
 * @param nsid the nsid of the object's namespace in the monitor's namespace; empty for the monitor's own namespace
 * @param message the object after its creation or change, or before its deletion
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
