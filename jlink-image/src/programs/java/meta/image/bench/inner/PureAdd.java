package meta.image.bench.inner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.core.call.CallContext;
import meta.core.call.CallStopwatch;
import meta.core.call.NamedPluginType;
import meta.core.cni.CniRequest;
import meta.core.cni.RequestReadResult;
import meta.core.cni.RequestReader;
import meta.core.config.ConfigCheckResult;
import meta.core.config.ConfigReader;
import meta.core.config.Declarations;
import meta.core.plugin.Pipeline;
import meta.core.reconcile.ApplyResult;
import meta.core.reconcile.ChangeApplier;
import meta.core.reconcile.Changes;
import meta.core.reconcile.Difference;
import meta.core.reconcile.StepPlan;
import meta.core.reconcile.observe.AddressAfterAddPolicy;
import meta.core.reconcile.observe.AddressingResolver;
import meta.core.reconcile.observe.AssignedAddresses;
import meta.core.reconcile.observe.OtherPodLookup;
import meta.image.steps.ImageCatalog;
import meta.launcher.call.Calls;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.socket.Request;
import meta.spi.Addressing;
import meta.spi.AddressingPolicy;
import meta.spi.Snapshot;
import meta.spi.StepContext;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.option.StepOptions;
import meta.spi.testkit.Given;

/**
 * The part of an ADD that computes and needs no kernel, for a NIC with an IPv4 and an IPv6 address.
 *
 * @param environment the environment variables of the call
 * @param json the network configuration
 * @param request the request that {@code environment} and {@code json} contain
 * @param assigned the addresses that the IPAM plugin has assigned to the NIC
 * @param snapshot the state of node and pod before the ADD
 */
record PureAdd(
        Map<String, String> environment,
        String json,
        CniRequest.Add request,
        Declarations declarations,
        CallContext context,
        List<Address> assigned,
        Snapshot snapshot) {

    private static final String NODE = """
            host link eth0 lladdr 0a:00:00:00:00:e0
            host addr 172.18.0.2/16 dev eth0
            host addr fd00:18::2/64 dev eth0
            host lookup 192.0.2.1 dev eth0 src 172.18.0.2 via 172.18.0.1
            host lookup 2001:db8::1 dev eth0 src fd00:18::2 via fd00:18::1
            host lookup 172.18.24.120 dev eth0 src 172.18.0.2
            host lookup fd00:18::78 dev eth0 src fd00:18::2
            host sysctl net.ipv6.conf.default.accept_ra=1
            host sysctl net.ipv4.conf.all.rp_filter=1
            """;

    private static final String MACVLAN = """
            pod  link lo
            pod  link NIC lladdr 0a:00:00:00:00:09 kind macvlan
            pod  addr 172.18.24.120/16 dev NIC
            pod  addr fd00:18::78/64 dev NIC
            pod  route default via 172.18.0.1 dev NIC
            pod  route default via fd00:18::1 dev NIC metric 1024
            pod  route 172.18.0.0/16 dev NIC proto kernel scope link src 172.18.24.120
            pod  route fd00:18::/64 dev NIC proto kernel metric 256
            pod  sysctl net.ipv6.conf.NIC.disable_ipv6=0
            pod  sysctl net.ipv4.conf.NIC.rp_filter=0
            """;

    private static final String OVERLAY = """
            host link cali1 lladdr 0a:00:00:00:00:c1 kind veth peer eth0 netns pod
            host lookup 10.244.0.5 dev cali1 src 172.18.0.2
            host lookup fd00:244::5 dev cali1 src fd00:18::2
            pod  link eth0 lladdr 0a:00:00:00:00:e5 kind veth peer cali1 netns host
            pod  addr 10.244.0.5/32 dev eth0
            pod  addr fd00:244::5/128 dev eth0
            pod  route 169.254.1.1 dev eth0 scope link
            pod  route default via 169.254.1.1 dev eth0
            pod  route default via fe80::1 dev eth0 metric 512
            """;

    private static final String CONFIG = """
            {"cniVersion": "1.0.0", "name": "lan", "type": "TYPE",
             "overlay_hijack_subnet": ["10.244.0.0/16", "fd00:244::/64"],
             "service_hijack_subnet": ["10.96.0.0/12", "fd00:96::/108"],
             "additional_hijack_subnet": ["169.254.20.10/32"],
             "log_options": {"log_level": "debug", "log_file": "/var/log/meta-plugins/TYPE.log"},
             "prevResult": {"cniVersion": "1.0.0",
              "interfaces": [{"name": "NIC", "mac": "0a:00:00:00:00:09", "sandbox": "/run/netns/pod"}],
              "ips": [{"interface": 0, "address": "172.18.24.120/16", "gateway": "172.18.0.1"},
                      {"interface": 0, "address": "fd00:18::78/64", "gateway": "fd00:18::1"}],
              "routes": [{"dst": "0.0.0.0/0", "gw": "172.18.0.1"}, {"dst": "::/0", "gw": "fd00:18::1"}],
              "dns": {}}}
            """;

    /** {@return an ADD of {@code veth} for a pod's only NIC} */
    static PureAdd veth() {
        return of("veth", "eth0", NODE + MACVLAN);
    }

    /** {@return an ADD of {@code router} for a pod's second NIC; the first one is in an overlay network} */
    static PureAdd router() {
        return of("router", "net1", NODE + OVERLAY + MACVLAN);
    }

    /** {@return the ADD of {@link #router()}, in a pod with this number of further routes, which the ADD moves to another table} */
    static PureAdd router(int routes) {
        List<Route> more = new ArrayList<>();
        for (int i = 0; i < routes; i++) {
            Prefix destination = Prefix.parse("20." + (i / 256) + "." + (i % 256) + ".0/24");
            more.add(ofAnotherProgram(Route.to(destination, Netns.POD, "eth0").via(IpAddress.parse("169.254.1.1"))));
        }
        PureAdd few = router();
        Snapshot many = Snapshot.of(few.snapshot.host(), few.snapshot.pod().with(more), few.snapshot.lookups());
        return new PureAdd(few.environment, few.json, few.request, few.declarations, few.context, few.assigned, many);
    }

    /** {@return a copy of this ADD for a NIC with this number of further addresses} */
    PureAdd withAddresses(int addresses) {
        String nic = context.attachment().ifname();
        List<Address> all = new ArrayList<>(assigned);
        for (int i = 0; i < addresses; i++) {
            String address = "172.18." + (64 + i / 256) + "." + (i % 256);
            all.add(Address.of(Netns.POD, nic, IpAddress.parse(address), 16));
        }
        return in(all, snapshot.pod().with(all));
    }

    /** {@return a copy of this ADD for a pod with this number of further veth pairs} */
    PureAdd withPairs(int pairs) {
        List<Link> more = new ArrayList<>();
        for (int i = 0; i < 2 * pairs; i++) {
            more.add(Link.of(Netns.POD, "c" + i, "veth", MacAddress.parse("0a:00:00:00:00:09"), 1500));
        }
        return in(assigned, snapshot.pod().with(more));
    }

    /** {@return the ADD for the same NIC whose snapshot is the state after the changes of this ADD} */
    PureAdd again() {
        Snapshot after = changes().appliedTo(snapshot);
        return new PureAdd(environment, json, request, declarations, context, assigned, after);
    }

    private PureAdd in(List<Address> addresses, NamespaceState pod) {
        Snapshot changed = Snapshot.of(snapshot.host(), pod, snapshot.lookups());
        return new PureAdd(environment, json, request, declarations, context, addresses, changed);
    }

    private static Route ofAnotherProgram(Route route) {
        return Route.of(
                route.key(),
                route.type(),
                route.scope(),
                RouteProtocol.BOOT,
                route.source(),
                route.hops(),
                route.preference(),
                route.metrics(),
                route.others());
    }

    private static PureAdd of(String type, String nic, String state) {
        Map<String, String> environment = Map.of(
                "CNI_COMMAND", "ADD",
                "CNI_CONTAINERID", "3f0c6a1d52b84e07",
                "CNI_NETNS", "/run/netns/pod",
                "CNI_IFNAME", nic,
                "CNI_PATH", "/opt/cni/bin");
        String json = CONFIG.replace("TYPE", type).replace("NIC", nic);
        if (!(read(environment, json) instanceof RequestReadResult.Valid(CniRequest.Add request))) {
            throw new IllegalArgumentException("no ADD: " + json);
        }
        NamedPluginType plugin = Calls.plugin(type, ImageCatalog.catalog());
        CallContext context = plugin.context(request);
        List<Address> assigned = List.of(
                Address.of(
                        Netns.POD,
                        nic,
                        request.config().previous().ips().getFirst().address(),
                        16),
                Address.of(
                        Netns.POD,
                        nic,
                        request.config().previous().ips().getLast().address(),
                        64));
        Snapshot snapshot = Given.given(state.replace("NIC", nic)).snapshot();
        return new PureAdd(environment, json, request, plugin.declarations(), context, assigned, snapshot);
    }

    /** {@return the request, read again from its environment and its JSON text} */
    RequestReadResult read() {
        return read(environment, json);
    }

    private static RequestReadResult read(Map<String, String> environment, String json) {
        return RequestReader.read(environment, new ByteArrayInputStream(json.getBytes(UTF_8)));
    }

    /** {@return the options, read again from the network configuration} */
    ConfigCheckResult check() {
        return ConfigReader.read(request.config().json(), request.config().problems(), declarations);
    }

    /** {@return the changes that the ADD would apply, planned again by each call} */
    Changes changes() {
        Pipeline pipeline = context.pipeline();
        AddressingPolicy policy = pipeline.addressing(context.config());
        Addressing resolved = new AddressingResolver(
                        context.attachment(),
                        new AssignedAddresses(assigned, List.of()),
                        policy,
                        snapshot,
                        AddressAfterAddPolicy.ADOPTED)
                .resolve();
        Addressing addressing = resolved.with(pipeline.tables(call(resolved), context.config()));
        List<StepPlan> plans = StepPlan.list(pipeline.plan(call(addressing), context.config(), CallStopwatch.start()));
        return Difference.between(plans, snapshot);
    }

    private StepContext call(Addressing addressing) {
        return StepContext.of(context.attachment(), snapshot, addressing, StepOptions.defaults(List.of()))
                .with(context.inputs());
    }

    /** {@return the requests that apply {@link #changes()}; each list is sent by one call of {@code KernelPort.send}} */
    List<List<Request>> batches() {
        AcceptingKernel kernel = new AcceptingKernel(new ArrayList<>());
        if (new ChangeApplier(kernel, new OtherPodLookup(kernel)::owner).apply(changes())
                instanceof ApplyResult.Complete) {
            return kernel.batches();
        }
        throw new IllegalStateException("the accepting kernel has rejected a request");
    }
}
