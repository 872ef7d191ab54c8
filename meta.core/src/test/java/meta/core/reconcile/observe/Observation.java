package meta.core.reconcile.observe;

import java.util.List;
import meta.core.kernel.ScratchHostAndPod;
import meta.netlink.IpAddress;
import meta.spi.Attachment;
import meta.spi.Snapshot;

/** Observes the pod of {@link ScratchHostAndPod}, with an attachment and addresses that fit this pod. */
final class Observation {
    static final Attachment ATTACHMENT = Attachment.of("lan", "abc", "eth0", "/run/netns/pod");

    static final IpAddress POD4 = IpAddress.parse("172.18.24.120");

    static final IpAddress POD6 = IpAddress.parse("fd00:18::120");
    static final List<IpAddress> NOTHING_MORE = List.of();

    private Observation() {}

    /** {@return the snapshot for an ADD, without lookups of further addresses} */
    static Snapshot observe(ScratchHostAndPod net) {
        return new Observer(net.kernel()).observe(ATTACHMENT, NOTHING_MORE, NOTHING_MORE);
    }
}
