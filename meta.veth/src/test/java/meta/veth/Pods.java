package meta.veth;

import static meta.spi.testkit.Given.given;

import java.util.ArrayList;
import java.util.List;
import meta.spi.Plan;
import meta.spi.StepDeclaration;
import meta.spi.option.Option;
import meta.spi.testkit.Given;

/** Test pods in the state in which a main plugin, such as macvlan, leaves them. */
final class Pods {
    private Pods() {}

    /** {@return a macvlan pod in 172.18.0.0/16, on the node 172.18.0.2} */
    static Given ipv4() {
        return macvlan()
                .and("pod addr 172.18.24.120/16 dev eth0")
                .and("pod route 172.18.0.0/16 dev eth0 proto kernel src 172.18.24.120")
                .assigned("172.18.24.120/16")
                .nodeAddresses("172.18.0.2")
                .gateways("172.18.0.2")
                .hijacked("10.244.0.0/16", "10.96.0.0/12");
    }

    /** {@return a macvlan pod in fd00:18::/64, on the node fd00:18::2} */
    static Given ipv6() {
        return macvlan()
                .and("pod addr fd00:18::120/64 dev eth0")
                .and("pod route fd00:18::/64 dev eth0 proto kernel metric 256")
                .assigned("fd00:18::120/64")
                .nodeAddresses("fd00:18::2")
                .gateways("fd00:18::2")
                .hijacked("fd00:244::/56", "fd00:96::/112");
    }

    /** {@return a macvlan pod in 172.18.0.0/16 and fd00:18::/64, on the node 172.18.0.2 and fd00:18::2} */
    static Given dualStack() {
        return macvlan()
                .and("pod addr 172.18.24.120/16 dev eth0")
                .and("pod addr fd00:18::120/64 dev eth0")
                .assigned("172.18.24.120/16", "fd00:18::120/64")
                .nodeAddresses("172.18.0.2", "fd00:18::2")
                .gateways("172.18.0.2", "fd00:18::2")
                .hijacked("10.96.0.0/12", "fd00:96::/112");
    }

    private static Given macvlan() {
        return given("""
                host link eth0 lladdr 0a:00:00:00:00:e0
                host sysctl net.ipv6.conf.default.accept_ra=1
                pod  link lo
                pod  link eth0 lladdr 0a:00:00:00:00:09 kind macvlan
                """).declared(options());
    }

    /** {@return the pod with the veth pair of an earlier ADD, whose ends have simple MAC addresses} */
    static Given withVeth(Given pod) {
        return pod.and("""
                host link veth0123456789a lladdr 0a:00:00:00:00:01 peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0'
                host sysctl net.ipv6.conf.veth0123456789a.accept_ra=0
                pod  link veth0 lladdr 0a:00:00:00:00:02
                """);
    }

    static Plan plan(Given pod) {
        return pod.plan(new SetupVeth(), new SetupNeighborhood(), new SetupRoutes());
    }

    private static List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>();
        for (StepDeclaration declaration : new VethSteps().steps()) {
            options.addAll(declaration.options());
        }
        return options;
    }
}
