package meta.spi;

import java.util.Collection;
import java.util.List;
import meta.netlink.IpAddress;

/**
 * The input of {@link Step#release}. It contains neither options nor {@link CallInputs}, because a DEL must succeed even without valid
 * ones.
 */
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

    /**
     * {@return a context with these values}
     *
     * @param attachment the NIC that is removed
     * @param addresses the known addresses of that NIC
     */
    public static ReleaseContext of(
            PluginType type, Attachment attachment, Collection<IpAddress> addresses, Snapshot snapshot) {
        return new ReleaseContext(type, attachment, List.copyOf(addresses), snapshot);
    }

    /** {@return a copy with this state of host and pod} */
    public ReleaseContext with(Snapshot changed) {
        return new ReleaseContext(type, attachment, addresses, changed);
    }

    /** {@return the plugin type of the call} */
    public PluginType type() {
        return type;
    }

    /** {@return the NIC that is removed, with its pod and its network} */
    public Attachment attachment() {
        return attachment;
    }

    /** {@return the known addresses of the NIC that is removed; the NIC itself may no longer exist} */
    public List<IpAddress> addresses() {
        return addresses;
    }

    /**
     * {@return the state of host and pod after the changes that the DEL plans before this step}
     *
     * <p>These include the plans of the later steps of the pipeline, even if a third-party step's plan is rejected afterwards. The pod's
     * part is empty if the pod's namespace cannot be used or is another pod's, and incomplete if the pod has too many objects.
     */
    public Snapshot snapshot() {
        return snapshot;
    }
}
