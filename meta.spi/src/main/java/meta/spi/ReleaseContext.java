package meta.spi;

import java.util.Collection;
import java.util.List;
import meta.netlink.IpAddress;

/** The input of {@link Step#release}. It has no options and no inputs, because a DEL must succeed without its configuration. */
public final class ReleaseContext {
    private final PluginType type;
    private final Attachment attachment;
    private final List<IpAddress> addresses;
    private final Snapshot snapshot;

    private ReleaseContext(PluginType type, Attachment attachment, List<IpAddress> addresses, Snapshot snapshot) {
        this.type = type;
        this.attachment = attachment;
        this.addresses = addresses;
        this.snapshot = snapshot;
    }

    /** {@return the context of a NIC that is removed} */
    public static ReleaseContext of(
            PluginType type, Attachment attachment, Collection<IpAddress> addresses, Snapshot snapshot) {
        return new ReleaseContext(type, attachment, List.copyOf(addresses), snapshot);
    }

    /** {@return a copy with this state} */
    public ReleaseContext with(Snapshot changed) {
        return new ReleaseContext(type, attachment, addresses, changed);
    }

    /** {@return the plugin type of the call} */
    public PluginType type() {
        return type;
    }

    /** {@return the NIC that is removed, and its pod} */
    public Attachment attachment() {
        return attachment;
    }

    /** {@return the known addresses of the NIC, which itself may no longer exist; empty if none is known} */
    public List<IpAddress> addresses() {
        return addresses;
    }

    /**
     * {@return the state of host and pod, as it will be after the releases of the later steps of the pipeline}
     *
     * <p>The snapshot's pod is empty if the namespace no longer exists, or belongs to another container.
     */
    public Snapshot snapshot() {
        return snapshot;
    }
}
