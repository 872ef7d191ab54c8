package meta.spi.net;

import static meta.spi.net.Netns.HOST;
import static meta.spi.net.Netns.POD;
import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import org.junit.jupiter.api.Test;

class NamespaceStateTest {
    private static final Link ETH0 = Link.of(POD, "eth0", "", MacAddress.NONE, 1500);
    private static final Link NET1 = Link.of(POD, "net1", "", MacAddress.NONE, 1500);

    private static final NamespaceState STATE = given("""
            pod link eth0
            pod addr 10.6.0.9/16 dev eth0
            pod addr 10.7.0.9/16 dev net1
            pod addr fd00::9/64 dev eth0
            pod neigh 10.6.0.1 dev eth0 nud stale
            pod neigh 10.6.0.1 dev net1 nud stale
            pod neigh 10.6.0.2 dev eth0 nud stale
            pod route default via 10.6.0.1 dev eth0
            pod rule from 10.6.0.9 lookup 200 priority 1100
            pod sysctl net.ipv4.conf.all.rp_filter=2
            """).snapshot().pod();

    @Test
    void anObjectIsFoundByNameOrAddress() {
        assertThat(STATE.link("eth0")).contains(ETH0);
        assertThat(STATE.link("net1")).isEmpty();
        assertThat(STATE.addresses("eth0"))
                .extracting(Address::address)
                .containsExactly(IpAddress.parse("10.6.0.9"), IpAddress.parse("fd00::9"));
        assertThat(STATE.neighbors(IpAddress.parse("10.6.0.1")))
                .extracting(Neighbor::device)
                .containsExactly("eth0", "net1");
        assertThat(STATE.sysctl("net/ipv4/conf/all/rp_filter")).contains("2");
        assertThat(STATE.sysctl("net/ipv4/conf/eth0/rp_filter")).isEmpty();
    }

    @Test
    void eachKindIsListedByItself() {
        assertThat(STATE.links()).hasSize(1);
        assertThat(STATE.addresses()).hasSize(3);
        assertThat(STATE.neighbors()).hasSize(3);
        assertThat(STATE.routes()).hasSize(1);
        assertThat(STATE.rules()).hasSize(1);
        assertThat(STATE.sysctls()).hasSize(1);
        assertThat(STATE.objects()).hasSize(10);
    }

    @Test
    void ofTwoWithOneKeyTheLaterCounts() {
        NamespaceState state = NamespaceState.of(POD, List.of(ETH0, ETH0.withMtu(9000)));
        assertThat(state.objects()).containsExactly(ETH0.withMtu(9000));
        assertThat(state.find(ETH0.key())).contains(ETH0.withMtu(9000));
    }

    @Test
    void aReplacedObjectKeepsItsPlace() {
        NamespaceState state = NamespaceState.of(POD, List.of(ETH0, NET1)).with(ETH0.withMtu(9000));
        assertThat(state.objects()).containsExactly(ETH0.withMtu(9000), NET1);
    }

    @Test
    void anObjectIsTakenOutByItsKey() {
        NamespaceState state = NamespaceState.of(POD, List.of(ETH0, NET1));
        assertThat(state.without(ETH0.key()).objects()).containsExactly(NET1);
        assertThat(state.without(ETH0.key()).without(ETH0.key())).isEqualTo(NamespaceState.of(POD, List.of(NET1)));
    }

    @Test
    void statesAreEqualWhateverTheOrder() {
        NamespaceState one = NamespaceState.of(POD, List.of(ETH0, NET1));
        NamespaceState other = NamespaceState.of(POD, List.of(NET1, ETH0));
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(one.with(ETH0.withMtu(9000)));
        assertThat(NamespaceState.of(POD, List.of())).isNotEqualTo(NamespaceState.of(HOST, List.of()));
    }

    @Test
    void onlySingleObjectsOfTheNamespaceAreTaken() {
        VethPair pair = VethPair.of("vethabc", MacAddress.NONE, "veth0", MacAddress.NONE, 1500);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamespaceState.of(HOST, List.of(ETH0)))
                .withMessageStartingWith("no single object of the host: Link[netns=pod");
        assertThatIllegalArgumentException().isThrownBy(() -> NamespaceState.of(HOST, List.of(pair)));
        assertThatIllegalArgumentException().isThrownBy(() -> STATE.with(pair));
    }

    @Test
    void aStateCannotBeChanged() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> STATE.objects().clear());
    }
}
