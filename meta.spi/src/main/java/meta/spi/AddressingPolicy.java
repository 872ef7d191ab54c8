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
 */
public record AddressingPolicy(List<Prefix> hijacked, List<Pattern> excludedDevices) {
    /** The devices of a node that belong to its container networks, bridges and tunnels rather than to the node. */
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
                    "Regular expressions of host interface names whose addresses are not the node's, beside the container"
                            + " networks' own.")
            .atTopLevel();

    /** The options that {@link #from} reads; a type whose steps use {@link Addressing} declares them. */
    public static final List<Option<?>> OPTIONS =
            List.of(OVERLAY_SUBNETS, SERVICE_SUBNETS, ADDITIONAL_SUBNETS, EXCLUDED_INTERFACES);

    public AddressingPolicy {
        hijacked = List.copyOf(hijacked);
        excludedDevices = List.copyOf(excludedDevices);
    }

    /** {@return what the options of {@link #OPTIONS} say; subnets that are not given, though required, are none} */
    public static AddressingPolicy from(StepOptions options) {
        List<Prefix> hijacked = new ArrayList<>(options.find(OVERLAY_SUBNETS).orElse(List.of()));
        hijacked.addAll(options.find(SERVICE_SUBNETS).orElse(List.of()));
        hijacked.addAll(options.get(ADDITIONAL_SUBNETS));
        return new AddressingPolicy(hijacked.stream().distinct().toList(), options.get(EXCLUDED_INTERFACES));
    }

    /** {@return whether the addresses of a host device of this name are none of the node's own} */
    public boolean excludes(String device) {
        return CONTAINER_DEVICES.matcher(device).lookingAt()
                || excludedDevices.stream()
                        .anyMatch(pattern -> pattern.matcher(device).find());
    }
}
