package meta.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import meta.netlink.Prefix;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;

/**
 * What a network configuration says about {@link Addressing}: which subnets are hijacked, and whose addresses are not the
 * node's.
 *
 * @param hijacked the subnets that go by way of the node, in the order given
 * @param excludedDevices names of host devices whose addresses are never taken for the node's
 * @param passesWithoutDevice whether a NIC that has no network device in the pod is passed through
 */
public record AddressingPolicy(List<Prefix> hijacked, List<Pattern> excludedDevices, boolean passesWithoutDevice) {
    /** The names of devices that mostly belong to a node's container networks, bridges and tunnels rather than to the node. */
    private static final Pattern CONTAINER_DEVICES =
            Pattern.compile("lo$|docker|br-[0-9a-f]{12}$|cbr|dummy|virbr|lxcbr|lxdbr"
                    + "|veth|cali|lxc|cilium|tunl|ipip|sit|gre|flannel|vxlan\\.calico|wireguard\\.cali|cni|kube-ipvs|kube-bridge"
                    + "|nodelocaldns|antrea-gw|ovn-k8s-mp|podman|weave|vx-submariner");

    public static final Option<List<Prefix>> OVERLAY_SUBNETS = Option.required(
                    "overlay_hijack_subnet",
                    OptionType.subnets(),
                    "The pod CIDRs of the overlay network, which pods reach by way of the node; `[]` where there is no overlay network.")
            .atTopLevel();

    public static final Option<List<Prefix>> SERVICE_SUBNETS = Option.required(
                    "service_hijack_subnet",
                    OptionType.subnets(),
                    "The Service CIDRs of the cluster, which pods reach by way of the node.")
            .atTopLevel();

    public static final Option<List<Prefix>> ADDITIONAL_SUBNETS = Option.of(
                    "additional_hijack_subnet",
                    OptionType.subnets(),
                    List.of(),
                    "More subnets that pods reach by way of the node, such as nodelocaldns' `169.254.20.10/32`.")
            .atTopLevel();

    public static final Option<List<Pattern>> EXCLUDED_INTERFACES = Option.of(
                    "exclude_node_interfaces",
                    OptionType.listOf(OptionType.text("a regular expression", Pattern::compile)),
                    List.of(),
                    "Regular expressions of host interface names whose addresses are never the node's. Names that"
                            + " container networks use are left out by default, unless the node reaches the pod or has"
                            + " its default route by the interface.")
            .atTopLevel();

    public static final Option<Boolean> PASS_WITHOUT_DEVICE = Option.of(
                    "pass_without_device",
                    OptionType.flag(),
                    false,
                    "Whether a NIC that has no network device in the pod, such as a VF bound to DPDK, is passed through"
                            + " unchanged. Without it such a NIC is an error.")
            .atTopLevel();

    /** The options that {@link #from} reads; a type whose steps use {@link Addressing} declares them. */
    public static final List<Option<?>> OPTIONS =
            List.of(OVERLAY_SUBNETS, SERVICE_SUBNETS, ADDITIONAL_SUBNETS, EXCLUDED_INTERFACES, PASS_WITHOUT_DEVICE);

    public AddressingPolicy {
        hijacked = List.copyOf(hijacked);
        excludedDevices = List.copyOf(excludedDevices);
    }

    /** {@return what the options of {@link #OPTIONS} say; subnets that are not given, though required, are none} */
    public static AddressingPolicy from(StepOptions options) {
        List<Prefix> hijacked = new ArrayList<>(options.find(OVERLAY_SUBNETS).orElse(List.of()));
        hijacked.addAll(options.find(SERVICE_SUBNETS).orElse(List.of()));
        hijacked.addAll(options.get(ADDITIONAL_SUBNETS));
        return new AddressingPolicy(
                hijacked.stream().distinct().toList(),
                options.get(EXCLUDED_INTERFACES),
                options.get(PASS_WITHOUT_DEVICE));
    }

    /**
     * {@return whether a host device of this name probably belongs to a container network rather than to the node}
     *
     * <p>A name is weak evidence: it does not count against the device by which the node reaches the pod, nor against that of its default
     * route.
     */
    public static boolean isNamedLikeContainerDevice(String device) {
        return CONTAINER_DEVICES.matcher(device).lookingAt();
    }

    /** {@return whether the configuration says that the addresses of this host device are never the node's} */
    public boolean excludes(String device) {
        return excludedDevices.stream()
                .anyMatch(pattern -> pattern.matcher(device).find());
    }
}
