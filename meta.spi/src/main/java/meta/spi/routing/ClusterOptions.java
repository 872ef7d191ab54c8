package meta.spi.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import meta.netlink.Prefix;
import meta.spi.AddressingPolicy;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;

/** Options for a plugin type that connects a pod to its node, and through the node to subnets of the cluster. */
public final class ClusterOptions {
    /** The pod CIDRs of the cluster. */
    public static final Option<List<Prefix>> OVERLAY_SUBNETS = Option.required(
                    "overlay_hijack_subnet",
                    OptionType.subnets(),
                    "Pod CIDRs of the overlay network. The pod reaches them through the node. Use `[]` if there is no"
                            + " overlay network.")
            .atTopLevel();

    /** The Service CIDRs of the cluster. */
    public static final Option<List<Prefix>> SERVICE_SUBNETS = Option.required(
                    "service_hijack_subnet",
                    OptionType.subnets(),
                    "Service CIDRs of the cluster. The pod reaches them through the node.")
            .atTopLevel();

    /** Further subnets that the pod reaches through the node. */
    public static final Option<List<Prefix>> ADDITIONAL_SUBNETS = Option.of(
                    "additional_hijack_subnet",
                    OptionType.subnets(),
                    List.of(),
                    "Further subnets that the pod reaches through the node, e.g. `169.254.20.10/32` of NodeLocal DNSCache.")
            .atTopLevel();

    /** Patterns for the names of host devices whose addresses do not count as addresses of the node. */
    public static final Option<List<Pattern>> EXCLUDED_INTERFACES = Option.of(
                    "exclude_node_interfaces",
                    OptionType.listOf(OptionType.text("a regular expression", Pattern::compile)),
                    List.of(),
                    "Node interfaces whose addresses the plugins ignore: regular expressions for their names. The pod"
                            + " gets no route to or through these addresses. Interfaces with names of container"
                            + " networks (`docker0`, `cni0`, `flannel.1`) are always ignored, unless the node's default"
                            + " route or the node's route to the NIC's addresses uses such an interface.")
            .atTopLevel();

    /** Whether an ADD returns {@code prevResult} unchanged, instead of failing, if the NIC has no network device in the pod. */
    public static final Option<Boolean> PASS_WITHOUT_DEVICE = Option.of(
                    "pass_without_device",
                    OptionType.flag(),
                    false,
                    "Return prevResult unchanged if the NIC has no network device in the pod, e.g. a VF bound to DPDK."
                            + " By default, such a NIC is an error.")
            .atTopLevel();

    /** All options of this class. */
    public static final List<Option<?>> ALL =
            List.of(OVERLAY_SUBNETS, SERVICE_SUBNETS, ADDITIONAL_SUBNETS, EXCLUDED_INTERFACES, PASS_WITHOUT_DEVICE);

    private ClusterOptions() {}

    /**
     * {@return the policy that these options express, for {@link meta.spi.PluginType#addressing}} A required option without a value counts
     * as an empty list.
     *
     * @throws IllegalArgumentException if an option with a default was not declared
     */
    public static AddressingPolicy policy(StepOptions options) {
        List<Prefix> hijacked = new ArrayList<>(options.find(OVERLAY_SUBNETS).orElse(List.of()));
        hijacked.addAll(options.find(SERVICE_SUBNETS).orElse(List.of()));
        hijacked.addAll(options.get(ADDITIONAL_SUBNETS));
        return AddressingPolicy.of(
                hijacked.stream().distinct().toList(),
                options.get(EXCLUDED_INTERFACES),
                options.get(PASS_WITHOUT_DEVICE));
    }
}
