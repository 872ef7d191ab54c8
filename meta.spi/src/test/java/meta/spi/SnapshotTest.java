package meta.spi;

import static meta.spi.net.Netns.HOST;
import static meta.spi.net.Netns.POD;
import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.testbed.Seeds;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.NetworkObject;
import meta.spi.net.VethPair;
import meta.spi.testkit.Generator;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final VethPair PAIR = VethPair.of(
            "vethabc", MacAddress.parse("0a:00:00:00:00:01"), "veth0", MacAddress.parse("0a:00:00:00:00:02"), 1500);

    private static final Snapshot WITHOUT_VETH = given("""
            host link eth0
            host route 172.18.0.0/16 dev eth0
            host sysctl net.ipv4.conf.all.rp_filter=1
            pod  link eth0
            pod  addr 10.6.0.9/16 dev eth0
            pod  route 10.6.0.0/16 dev eth0
            pod  rule from 10.6.0.9 lookup 200 priority 1100
            """).snapshot();

    private static final Snapshot WITH_VETH = given("""
            host link vethabc lladdr 0a:00:00:00:00:01 peer veth0 netns pod
            host route 10.6.0.9 dev vethabc
            host neigh 10.6.0.9 dev vethabc nud permanent
            host sysctl net.ipv6.conf.vethabc.accept_ra=0
            pod  link veth0 lladdr 0a:00:00:00:00:02
            pod  addr 10.7.0.9/16 dev veth0
            pod  route 172.18.0.2 dev veth0
            pod  route default nexthop via 10.6.0.1 dev eth0 nexthop via 10.7.0.1 dev veth0
            pod  neigh 172.18.0.2 dev veth0 nud permanent
            pod  sysctl net.ipv4.conf.veth0.rp_filter=2
            """).snapshot();

    private static final Snapshot BOTH = both(WITHOUT_VETH, WITH_VETH);

    private static Snapshot both(Snapshot one, Snapshot two) {
        Snapshot now = one;
        for (NetworkObject object : two.host().objects()) {
            now = now.with(object);
        }
        for (NetworkObject object : two.pod().objects()) {
            now = now.with(object);
        }
        return now;
    }

    @Test
    void aVethPairIsALinkInEachNamespace() {
        Snapshot now = WITHOUT_VETH.with(PAIR);
        assertThat(now.host().link("vethabc")).contains(PAIR.host());
        assertThat(now.pod().link("veth0")).contains(PAIR.pod());
        assertThat(now.find(PAIR)).contains(PAIR);
        assertThat(now.without(PAIR)).isEqualTo(WITHOUT_VETH);
    }

    @Test
    void aPairWithAnotherNameIsNotFound() {
        VethPair other = VethPair.of("vethdef", MacAddress.NONE, "veth0", MacAddress.NONE, 1500);
        assertThat(WITHOUT_VETH.with(PAIR).find(other)).isEmpty();
        assertThat(WITHOUT_VETH.find(PAIR)).isEmpty();
    }

    @Test
    void theRemovalOfALinkRemovesItsPeerAndTheObjectsOnBoth() {
        assertThat(BOTH.without(PAIR)).isEqualTo(WITHOUT_VETH);
        assertThat(BOTH.without(PAIR.host())).isEqualTo(WITHOUT_VETH);
        assertThat(BOTH.without(PAIR.pod())).isEqualTo(WITHOUT_VETH);
    }

    @Test
    void theRemovalOfAMissingLinkChangesNothing() {
        Link absent = Link.of(HOST, "calidead", "veth", MacAddress.NONE, 1500).withPeer("veth0");
        assertThat(BOTH.without(absent)).isEqualTo(BOTH);
    }

    @Test
    void theRemovalOfALinkKeepsTheLinkWithThisNameInTheOtherNamespace() {
        Snapshot now = BOTH.without(BOTH.host().link("eth0").orElseThrow());
        assertThat(now.host().link("eth0")).isEmpty();
        assertThat(now.pod()).isEqualTo(BOTH.pod());
    }

    @Test
    void theItemsOfAPlanAreAppliedInOrder() {
        Address address = Address.of(POD, "eth0", IpAddress.parse("fd00::9"), 64);
        Plan plan = Plan.ensure(address).then(Plan.remove(address)).then(Plan.report(PAIR.pod()));
        assertThat(WITHOUT_VETH.with(plan)).isEqualTo(WITHOUT_VETH);
        assertThat(WITHOUT_VETH
                        .with(Plan.remove(address).then(Plan.ensure(address)))
                        .pod()
                        .addresses())
                .contains(address);
    }

    @Test
    void anObjectReplacesTheObjectWithTheSameKey() {
        Snapshot now =
                WITHOUT_VETH.with(WITHOUT_VETH.pod().link("eth0").orElseThrow().withMtu(9000));
        assertThat(now.pod().links()).singleElement().returns(9000, Link::mtu);
    }

    @Test
    void theLookupsAreNotChangedByAPlan() {
        Snapshot snapshot =
                given("host lookup 10.6.0.9 dev eth0 src 172.18.0.2").snapshot();
        IpAddress asked = IpAddress.parse("10.6.0.9");
        assertThat(snapshot.with(PAIR).lookup(asked))
                .isEqualTo(snapshot.lookup(asked))
                .isPresent();
        assertThat(snapshot.lookup(IpAddress.parse("10.6.0.8"))).isEmpty();
    }

    @Test
    void theStatesOfHostAndPodCannotBeExchanged() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Snapshot.of(BOTH.pod(), BOTH.host(), List.of()))
                .withMessage("expected are the states of host and pod, not of pod and host");
        assertThat(BOTH.in(HOST)).isEqualTo(BOTH.host());
        assertThat(BOTH.in(POD)).isEqualTo(BOTH.pod());
    }

    @Test
    void anAddedObjectIsFound() {
        Seeds.forEach(200, seed -> {
            Generator any = Generator.seeded(seed);
            Snapshot before = any.snapshot();
            NetworkObject object = any.object(before);
            assertThat(before.with(object).find(object)).contains(object);
            assertThat(before.with(object).with(object)).isEqualTo(before.with(object));
        });
    }

    @Test
    void aRemovedObjectIsNotFound() {
        Seeds.forEach(200, seed -> {
            Generator any = Generator.seeded(seed);
            Snapshot before = any.snapshot();
            NetworkObject object = any.object(before);
            assertThat(before.without(object).find(object)).isEmpty();
            assertThat(before.without(object).without(object)).isEqualTo(before.without(object));
        });
    }
}
