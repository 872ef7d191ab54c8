package meta.core.call;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import meta.core.reconcile.ChangeCommands;
import meta.core.reconcile.StepPlan;
import meta.netlink.IpAddress;
import meta.spi.Attachment;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.Link;
import meta.spi.net.Route;
import meta.spi.routing.MainNic;
import meta.spi.routing.NicRelease;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

/** A DEL removes or hands over what ADD has created, and changes nothing that belongs to another container or to another pod. */
class DelPlanTest {
    private static final String MARK = "'meta-plugins network=lan container=0123456789abcdef ifname=";

    /** A pod with one NIC, after the ADD of the plugin veth. */
    private static final Given VETH =
            given("host link vetha kind veth peer veth0 netns pod alias " + MARK + "eth0'\n" + """
            host route 172.18.24.120 dev vetha scope link proto 109
            host neigh 172.18.24.120 dev vetha nud permanent protocol 109
            pod  link veth0 kind veth peer vetha netns host
            pod  link eth0
            pod  addr 172.18.24.120/16 dev eth0
            pod  route 10.96.0.0/12 via 172.18.0.2 dev veth0 proto 109
            """);

    /** A pod with an overlay NIC and a second NIC, after the ADD of the plugin router. Each NIC has a table of its own. */
    private static final Given ROUTER = given("""
            host link cali1 kind veth peer eth0 netns pod
            host route 172.18.24.77 dev cali1 table 500 proto 109
            host neigh 172.18.24.77 dev cali1 nud permanent protocol 109
            pod  link eth0 kind veth peer cali1 netns host
            pod  link net1
            pod  addr 10.244.0.5/32 dev eth0
            pod  addr 172.18.24.77/16 dev net1
            pod  route default via 172.18.0.1 dev net1
            pod  route default via 172.18.0.1 dev net1 table 199
            pod  route default via 169.254.1.1 dev eth0 table 200
            pod  rule to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
            pod  rule from 10.244.0.5 lookup 200 priority 1100 protocol 109
            pod  rule from 172.18.24.77 lookup 199 priority 1100 protocol 109
            """).attachment("lan", "0123456789abcdef", "net1");

    @Test
    void forVethOnlyTheLinkIsDeletedBecauseTheKernelDeletesItsRoutesAndNeighbors() {
        assertThat(changes(VETH, "172.18.24.120")).isEqualTo("ip link del vetha\n");
    }

    @Test
    void forRouterTheMainTableIsRestoredAndTheOtherTablesAndRulesAreRemoved() {
        assertThat(changes(ROUTER, "172.18.24.77")).isEqualTo("""
                ip -n pod route append default via 169.254.1.1 dev eth0
                ip -n pod rule del from 172.18.24.77 lookup 199 priority 1100
                ip -n pod route del default via 172.18.0.1 dev net1 table 199
                ip -n pod rule del to 10.96.0.0/12 lookup 200 priority 1000
                ip -n pod rule del from 10.244.0.5 lookup 200 priority 1100
                ip -n pod route del default via 169.254.1.1 dev eth0 table 200
                ip route del 172.18.24.77 dev cali1 table 500
                ip neigh del 172.18.24.77 dev cali1
                """);
    }

    @Test
    void aSecondDelChangesNothing() {
        Given gone = given("pod link eth0\npod addr 172.18.24.120/16 dev eth0");

        assertThat(changes(gone, "172.18.24.120")).isEmpty();
    }

    @Test
    void aSharedLinkIsHandedOverToAnotherNicOfThePod() {
        Given shared = given("host link vetha kind veth peer veth0 netns pod alias " + MARK + "eth0'\n" + """
                host route 172.18.24.120 dev vetha scope link proto 109
                host route 192.168.7.9 dev vetha scope link proto 109
                pod  link veth0 kind veth peer vetha netns host alias 'meta-plugins also net1=other'
                pod  link eth0
                pod  addr 172.18.24.120/16 dev eth0
                pod  link net1
                pod  addr 192.168.7.9/24 dev net1
                """);

        assertThat(changes(shared, "172.18.24.120"))
                .contains("vetha", "ifname=net1", "ip route del 172.18.24.120 dev vetha")
                .doesNotContain("ip link del", "192.168.7.9");
    }

    @Test
    void inTheNamespaceOfAnotherContainerNothingIsChanged() {
        Given other = given("""
                host link vethb kind veth peer veth0 netns pod alias 'meta-plugins network=lan container=fedcba ifname=eth0'
                host route 172.18.24.120 dev vethb scope link proto 109
                pod  link veth0 kind veth peer vethb netns host
                pod  link eth0
                pod  addr 172.18.24.120/16 dev eth0
                pod  rule from 172.18.24.120 lookup 200 priority 1100 protocol 109
                """);

        assertThat(changes(other, "172.18.24.120")).isEmpty();
    }

    @Test
    void thePairOfAGoPluginIsRemoved() {
        Given pod = given("host link veth0123456789a kind veth peer veth0 netns pod\npod link veth0\npod link eth0");
        Optional<Link> pair = pod.snapshot().host().link("veth0123456789a");

        assertThat(changes(pod, Set.of(), Map.of(), pair)).isEqualTo("ip link del veth0123456789a\n");
    }

    @Test
    void ifTheNamespaceIsGoneARouteThroughAnUnmarkedDeviceIsRemovedOnlyIfThePodBehindTheDeviceLacksTheAddress() {
        Given gone = given("host link cali9 kind veth\nhost route 172.18.24.77 dev cali9 table 500 proto 109");
        Set<IpAddress> address = Set.of(IpAddress.parse("172.18.24.77"));

        assertThat(DelPlan.unmarkedDevices(gone.snapshot())).containsExactly("cali9");
        assertThat(changes(gone, address, Map.of("cali9", address), Optional.empty()))
                .isEmpty();
        assertThat(changes(gone, address, Map.of("cali9", Set.of()), Optional.empty()))
                .isEqualTo("ip route del 172.18.24.77 dev cali9 table 500\n");
    }

    @Test
    void theAddressesAreTheAssignedOnesAndTheOnesOnTheNic() {
        assertThat(DelPlan.addresses(VETH.attachment(), List.of(IpAddress.parse("172.18.24.9")), VETH.snapshot()))
                .extracting(IpAddress::toString)
                .containsExactly("172.18.24.9", "172.18.24.120");
    }

    @Test
    void theAddressesOfAMissingNicAreDestinationsOfOurRoutesThatNoOtherNicHas() {
        Given left = given("host link vetha kind veth peer veth0 netns pod alias " + MARK + "eth0'\n" + """
                host route 172.18.24.120 dev vetha scope link proto 109
                host route 192.168.7.9 dev vetha scope link proto 109
                host route 172.18.24.121 dev vetha scope link
                pod  link veth0 kind veth peer vetha netns host
                pod  link net1
                pod  addr 192.168.7.9/24 dev net1
                """);

        assertThat(DelPlan.addresses(left.attachment(), List.of(), left.snapshot()))
                .extracting(IpAddress::toString)
                .containsExactly("172.18.24.120");
        Route toNoDevice = left.snapshot().host().routes().stream()
                .filter(route ->
                        route.isOurs() && route.destination().toString().equals("172.18.24.120/32"))
                .findFirst()
                .orElseThrow()
                .withHops(List.of());
        assertThat(DelPlan.addresses(
                        left.attachment(),
                        List.of(),
                        left.after(Plan.ensure(toNoDevice)).snapshot()))
                .isEmpty();
    }

    private static String changes(Given state, String address) {
        return changes(state, Set.of(IpAddress.parse(address)), Map.of(), Optional.empty());
    }

    private static DelPlan.Released released(Attachment attachment, Set<IpAddress> addresses, Snapshot seen) {
        Plan plan = new NicRelease(attachment, addresses, MainNic.LAST, seen).plan();
        return new DelPlan.Released(List.of(new StepPlan("DEL", plan)), seen);
    }

    private static String changes(
            Given state, Set<IpAddress> addresses, Map<String, Set<IpAddress>> peerAddresses, Optional<Link> pair) {
        return new DelPlan(
                        state.attachment(),
                        new LinkedHashSet<>(addresses),
                        MainNic.LAST,
                        state.snapshot(),
                        peerAddresses,
                        pair,
                        seen -> released(state.attachment(), addresses, seen),
                        List.of())
                .changes().stream()
                        .map(change -> new ChangeCommands(change) + "\n")
                        .collect(Collectors.joining())
                        .replaceAll(" proto(col)? 109", "");
    }
}
