package meta.spi.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.Addressing;
import meta.spi.Attachment;
import meta.spi.CallInputs;
import meta.spi.NicTables;
import meta.spi.Plan;
import meta.spi.PluginType;
import meta.spi.ReleaseContext;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Address;
import meta.spi.net.Netns;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;

/**
 * The input of a step in a test: a state of host and pod, the attachment, the inputs from the runtime, the addressing and the options. Immutable:
 * each method returns a changed copy.
 */
public record Given(
        Snapshot snapshot, Attachment attachment, CallInputs inputs, Addressing addressing, StepOptions options) {
    private static final Attachment FIRST_NIC = Attachment.of("lan", "0123456789abcdef", "eth0", "/run/netns/pod");
    /**
     * {@return an input with the state that the lines describe, for the NIC {@code eth0} of the container {@code 0123456789abcdef} in the network
     * {@code lan}} The input has no addresses ({@link Addressing#NONE}), no inputs from the runtime and no options.
     *
     * <p>Each line begins with {@code host} or {@code pod}, followed by one of the texts below. Words can be left out; they have the defaults of
     * {@code ip}. Empty lines and comments after {@code #} are ignored.
     *
     * <pre>
     * link NAME lladdr MAC mtu N txqueuelen N kind KIND alias TEXT down peer NAME netns OTHER
     * addr ADDRESS/LENGTH dev NAME scope S dynamic tentative ...
     * route DESTINATION via GATEWAY dev NAME src ADDRESS metric N mtu N table T proto P ...
     * rule from PREFIX to PREFIX lookup T priority N protocol P
     * neigh ADDRESS dev NAME lladdr MAC nud STATE protocol P
     * sysctl net.ipv6.conf.all.disable_ipv6=1
     * lookup ADDRESS dev NAME src ADDRESS via GATEWAY mtu N      (host only: the result of "ip route get ADDRESS")
     * lookup ADDRESS unreachable                                 (host only: the host has no route to ADDRESS)
     * lookup ADDRESS from SOURCE table T                         (host only: the table of the route for packets from SOURCE to ADDRESS)
     * </pre>
     *
     * <p>By default, a link is up, has an MTU of 1500 bytes, and a transmit queue of 1000 packets. If one end of a veth pair names its {@code peer},
     * the other end need not.
     *
     * @throws IllegalArgumentException if a line cannot be read; the message usually contains the line and its number
     */
    public static Given given(String state) {
        return new Given(
                StateText.parse(state), FIRST_NIC, CallInputs.NONE, Addressing.NONE, StepOptions.defaults(List.of()));
    }

    /**
     * {@return a copy with the objects of these lines in addition} An object replaces an object with the same key.
     *
     * @throws IllegalArgumentException if a line cannot be read; the message usually contains the line and its number
     */
    public Given and(String state) {
        return new Given(StateText.parse(state, snapshot), attachment, inputs, addressing, options);
    }

    /** {@return a copy with the state to which the plan leads} */
    public Given after(Plan plan) {
        return new Given(snapshot.with(plan), attachment, inputs, addressing, options);
    }

    /** {@return a copy for another NIC: of this network and container, and with this interface name} */
    public Given attachment(String network, String containerId, String ifname) {
        Attachment other = Attachment.of(network, containerId, ifname, attachment.netns());
        return new Given(snapshot, other, inputs, addressing, options);
    }

    /** {@return a copy in which the NIC has these addresses ({@link Addressing#pod})} */
    public Given podAddresses(String... addresses) {
        return with(parts -> parts.pod = ips(addresses));
    }

    /**
     * {@return a copy in which the NIC has these addresses ({@link Addressing#pod}) and {@code prevResult} has assigned them} They stay
     * addresses of this NIC if {@link #attachment(String, String, String)} is called later.
     *
     * @param addresses texts of the form {@code ADDRESS/LENGTH}
     */
    public Given assigned(String... addresses) {
        List<Address> assigned = new ArrayList<>();
        List<IpAddress> own = new ArrayList<>();
        for (String text : addresses) {
            int slash = text.indexOf('/');
            IpAddress address = IpAddress.parse(text.substring(0, slash));
            own.add(address);
            assigned.add(
                    Address.of(Netns.POD, attachment.ifname(), address, Integer.parseInt(text.substring(slash + 1))));
        }
        return with(parts -> {
            parts.assigned = assigned;
            parts.pod = own;
        });
    }

    /** {@return a copy in which the node has these addresses ({@link Addressing#node})} */
    public Given nodeAddresses(String... addresses) {
        return with(parts -> parts.node = ips(addresses));
    }

    /** {@return a copy with these hijacked subnets ({@link Addressing#hijacked})} */
    public Given hijacked(String... subnets) {
        List<Prefix> prefixes = new ArrayList<>();
        for (String subnet : subnets) {
            prefixes.add(Prefix.parse(subnet));
        }
        return with(parts -> parts.hijacked = prefixes);
    }

    /** {@return a copy with these gateways to the hijacked subnets ({@link Addressing#gateways})} */
    public Given gateways(String... addresses) {
        return with(parts -> parts.gateways = ips(addresses));
    }

    /** {@return a copy with these gateways of the NIC's subnets ({@link Addressing#routers})} */
    public Given routers(String... addresses) {
        return with(parts -> parts.routers = ips(addresses));
    }

    /**
     * {@return a copy without addresses of the node and without gateways to hijacked subnets}
     *
     * @param reason why there is no gateway ({@link Addressing.Remarks#noGateway})
     */
    public Given noGateway(String reason) {
        Addressing.Remarks remarks = Addressing.Remarks.of(List.of(), List.of(), reason);
        return with(parts -> {
            parts.node = List.of();
            parts.gateways = List.of();
            parts.remarks = remarks;
        });
    }

    /** {@return a copy with these routing tables of the NICs ({@link Addressing#tables})} */
    public Given tables(NicTables decided) {
        return with(parts -> parts.tables = decided);
    }

    /** {@return a copy in which these options have their defaults} Values that {@link #option} has set are lost. */
    public Given declared(List<Option<?>> declared) {
        return new Given(snapshot, attachment, inputs, addressing, StepOptions.defaults(declared));
    }

    /** {@return a copy in which the option has this value} */
    public <T> Given option(Option<T> option, T value) {
        return new Given(snapshot, attachment, inputs, addressing, options.with(option, value));
    }

    /** {@return a copy with these inputs from the runtime} */
    public Given inputs(CallInputs given) {
        return new Given(snapshot, attachment, given, addressing, options);
    }

    /** {@return the plan that the step's {@link Step#release} returns} The known addresses of the NIC are those of {@link Addressing#pod}. */
    public Plan release(PluginType type, Step step) {
        return step.release(ReleaseContext.of(type, attachment, addressing.pod(), snapshot));
    }

    /** {@return the plan that the step's {@link Step#release} returns, for a plugin type without steps} */
    public Plan release(Step step) {
        return release(new AnyType(), step);
    }

    private record AnyType() implements PluginType {
        @Override
        public String name() {
            return "any";
        }

        @Override
        public String description() {
            return "Any plugin type.";
        }

        @Override
        public List<String> steps() {
            return List.of();
        }
    }

    /** {@return the input as a step receives it} */
    public StepContext context() {
        return StepContext.of(attachment, snapshot, addressing, options).with(inputs);
    }

    /** {@return the plans of the steps, joined in the given order} The state that a step sees is the state after the plans of the steps before it. */
    public Plan plan(Step... steps) {
        Plan all = Plan.NOTHING;
        for (Step step : steps) {
            all = all.then(step.plan(after(all).context()));
        }
        return all;
    }

    private Given with(Consumer<Parts> change) {
        Parts parts = new Parts(addressing);
        change.accept(parts);
        return new Given(snapshot, attachment, inputs, parts.addressing(), options);
    }

    private static final class Parts {
        private List<Address> assigned;
        private List<IpAddress> routers;
        private List<IpAddress> pod;
        private List<IpAddress> node;
        private List<Prefix> hijacked;
        private List<IpAddress> gateways;
        private NicTables tables;
        private Addressing.Remarks remarks;

        Parts(Addressing from) {
            assigned = from.assigned();
            routers = from.routers();
            pod = from.pod();
            node = from.node();
            hijacked = from.hijacked();
            gateways = from.gateways();
            tables = from.tables();
            remarks = from.remarks();
        }

        Addressing addressing() {
            return Addressing.of(assigned, routers, pod, node, hijacked, gateways, tables, remarks);
        }
    }

    private static List<IpAddress> ips(String... addresses) {
        List<IpAddress> ips = new ArrayList<>();
        for (String address : addresses) {
            ips.add(IpAddress.parse(address));
        }
        return ips;
    }
}
