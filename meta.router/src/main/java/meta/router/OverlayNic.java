package meta.router;

import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.spi.Attachment;
import meta.spi.PlanningException;
import meta.spi.Snapshot;
import meta.spi.StepContext;
import meta.spi.net.DeviceName;
import meta.spi.net.Link;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;
import meta.spi.routing.PodTables;
import meta.spi.routing.VethPairNames;

/** The pod's NIC in the overlay network, and the peer of that NIC on the host. */
record OverlayNic(Link pod, Link host) {
    static final Option<String> INTERFACE = Option.of(
                    "overlay_interface",
                    OptionType.text("name of a network device", text -> new DeviceName(text).text()),
                    "eth0",
                    "Name of the pod's NIC in the overlay network.")
            .atTopLevel();

    static final Option<Boolean> SRIOV = Option.of(
                    "sriov",
                    OptionType.flag(),
                    false,
                    "Add no routes and neighbours between pod and node. For NICs through which pod and node already reach"
                            + " each other, as with SR-IOV.")
            .atTopLevel();

    /**
     * {@return the overlay NIC of the pod; empty if the option {@code sriov} is true}
     *
     * @throws PlanningException if the NIC of the call is the overlay NIC, or if the pod's {@code veth0} looks like one of the plugin
     *     {@code veth} or its Go version. Without {@code sriov}, also if the overlay NIC or its peer on the host is missing
     */
    static Optional<OverlayNic> of(StepContext context) {
        refuseVeth0(context.attachment(), context.snapshot());
        StepOptions options = context.options();
        String name = options.get(INTERFACE);
        if (name.equals(context.attachment().ifname())) {
            throw new PlanningException(name + " is the overlay NIC itself; router is for the other NICs");
        }
        if (options.get(SRIOV)) {
            return Optional.empty();
        }
        Link inside = context.snapshot()
                .pod()
                .link(name)
                .orElseThrow(() -> new PlanningException(
                        "the pod has no overlay NIC " + name + "; is \"overlay_interface\" right?"));
        Link outside = context.snapshot()
                .host()
                .link(inside.peer())
                .orElseThrow(() -> new PlanningException("the overlay NIC " + name + " (" + kind(inside)
                        + ") is not a veth or netkit device whose peer is on this node; if pod and node reach each other"
                        + " through the new NIC, set \"sriov\": true"));
        return Optional.of(new OverlayNic(inside, outside));
    }

    private static void refuseVeth0(Attachment attachment, Snapshot now) {
        boolean ours = now.pod()
                .link(VethPairNames.POD_END)
                .flatMap(veth -> now.host().link(veth.peer()))
                .filter(hostEnd ->
                        Attachment.isMark(hostEnd.alias()) || VethPairNames.isMadeByGoPlugin(hostEnd, attachment))
                .isPresent();
        if (ours) {
            throw new PlanningException("the pod has a " + VethPairNames.POD_END
                    + " that the plugin veth has created; a pod can use veth or router, not both");
        }
    }

    private static String kind(Link link) {
        return link.kind().isEmpty() ? "of no kind" : "of kind " + link.kind();
    }

    /** {@return the overlay NIC's first address of the family in the list of {@link PodTables#addresses}} */
    Optional<IpAddress> address(Family family, Snapshot now) {
        return new PodTables(now.pod()).addresses(pod.name(), family).stream().findFirst();
    }
}
