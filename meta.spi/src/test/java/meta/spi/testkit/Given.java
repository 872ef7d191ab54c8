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

/** The input of a step in a test. */
public record Given(
        Snapshot snapshot, Attachment attachment, CallInputs inputs, Addressing addressing, StepOptions options) {
    private static final Attachment FIRST_NIC = Attachment.of("lan", "0123456789abcdef", "eth0", "/run/netns/pod");
    /**
     * {@return the state that the lines describe, for NIC {@code eth0} of a container {@code 0123456789abcdef} in network
     * {@code lan}}
     *
     * <p>A line is one of these, after {@code host} or {@code pod}. Omitted words have the defaults of {@code ip}.
     *
     * <pre>
     * link NAME lladdr MAC mtu N txqueuelen N kind KIND alias TEXT down peer NAME netns OTHER
     * addr ADDRESS/LENGTH dev NAME scope S dynamic tentative ...
     * route DESTINATION via GATEWAY dev NAME src ADDRESS metric N mtu N table T proto P ...
     * rule from PREFIX to PREFIX lookup T priority N protocol P
     * neigh ADDRESS dev NAME lladdr MAC nud STATE protocol P
     * sysctl net.ipv6.conf.all.disable_ipv6=1
     * lookup ADDRESS dev NAME src ADDRESS via GATEWAY mtu N      (host only: its answer to "ip route get")
     * lookup ADDRESS unreachable
     * lookup ADDRESS from ADDRESS table T                        (host only: the table of the route to the first, from the second address)
     * </pre>
     *
     * <p>By default, a link is up and has an MTU of 1500 and a queue of 1000. Only one end of a pair needs to name its {@code peer}.
     *
     * @throws IllegalArgumentException if a line cannot be read; the message contains the line
     */
    public static Given given(String state) {
        return new Given(
                StateText.parse(state), FIRST_NIC, CallInputs.NONE, Addressing.NONE, StepOptions.defaults(List.of()));
    }

    /** {@return a copy with these lines added to the state; an object replaces the object with the same key} */
    public Given and(String state) {
        return new Given(StateText.parse(state, snapshot), attachment, inputs, addressing, options);
    }

    /** {@return a copy with the state after the plan} */
    public Given after(Plan plan) {
        return new Given(snapshot.with(plan), attachment, inputs, addressing, options);
    }

    public Given attachment(String network, String containerId, String ifname) {
        Attachment other = Attachment.of(network, containerId, ifname, attachment.netns());
        return new Given(snapshot, other, inputs, addressing, options);
    }

    /** {@return a copy with these addresses of the NIC} */
    public Given podAddresses(String... addresses) {
        return with(parts -> parts.pod = ips(addresses));
    }

    /** {@return a copy with these {@code ADDRESS/LENGTH} in {@code prevResult.ips} and as addresses of the NIC} */
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

    public Given nodeAddresses(String... addresses) {
        return with(parts -> parts.node = ips(addresses));
    }

    public Given hijacked(String... subnets) {
        List<Prefix> prefixes = new ArrayList<>();
        for (String subnet : subnets) {
            prefixes.add(Prefix.parse(subnet));
        }
        return with(parts -> parts.hijacked = prefixes);
    }

    /** {@return a copy with these gateways to the hijacked subnets} */
    public Given gateways(String... addresses) {
        return with(parts -> parts.gateways = ips(addresses));
    }

    /** {@return a copy with these gateways of the NIC's subnets} */
    public Given routers(String... addresses) {
        return with(parts -> parts.routers = ips(addresses));
    }

    /** {@return a copy without addresses of the node and without gateways, for this reason} */
    public Given noGateway(String reason) {
        Addressing.Remarks remarks = Addressing.Remarks.of(List.of(), List.of(), reason);
        return with(parts -> {
            parts.node = List.of();
            parts.gateways = List.of();
            parts.remarks = remarks;
        });
    }

    public Given tables(NicTables decided) {
        return with(parts -> parts.tables = decided);
    }

    /** {@return a copy in which these options have their defaults; values of {@link #option} are lost} */
    public Given declared(List<Option<?>> declared) {
        return new Given(snapshot, attachment, inputs, addressing, StepOptions.defaults(declared));
    }

    public <T> Given option(Option<T> option, T value) {
        return new Given(snapshot, attachment, inputs, addressing, options.with(option, value));
    }

    public Given inputs(CallInputs given) {
        return new Given(snapshot, attachment, given, addressing, options);
    }

    /** {@return the step's plan for {@link Step#release}; the known addresses of the NIC are those of the {@link #addressing}} */
    public Plan release(PluginType type, Step step) {
        return step.release(ReleaseContext.of(type, attachment, addressing.pod(), snapshot));
    }

    /** {@return the plan of {@link #release(PluginType, Step)} for a step that does not read the plugin type} */
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

    public StepContext context() {
        return StepContext.of(attachment, snapshot, addressing, options).with(inputs);
    }

    /** {@return the joined plans of the steps; the snapshot of each step includes the plans of the earlier ones} */
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
