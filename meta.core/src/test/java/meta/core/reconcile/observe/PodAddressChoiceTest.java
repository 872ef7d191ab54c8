package meta.core.reconcile.observe;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.Attachment;
import meta.spi.net.Address;
import meta.spi.net.Netns;
import org.junit.jupiter.api.Test;

class PodAddressChoiceTest {
    private static final Attachment NIC = Attachment.of("net", "abc", "eth0", "/run/netns/pod");
    private static final String NODE = """
            host addr 172.18.0.2/16 dev eth0
            host addr fd00:18::2/64 dev eth0
            """;

    @Test
    void assignedAddressesComeFirstThenOtherAddressesInTheirSubnets() {
        assertThat(served("""
                pod addr 10.9.0.7/16 dev eth0
                pod addr 10.9.0.9/16 dev eth0
                pod addr 10.8.0.8/16 dev eth0
                pod addr 10.8.0.9/16 dev net1
                """, "10.9.0.9/16")).containsExactly("10.9.0.9", "10.9.0.7");
        assertThat(notes("pod addr 10.8.0.8/16 dev eth0", "10.9.0.9/16"))
                .containsExactly(
                        "10.8.0.8 on eth0 is not served: it was not assigned, and is in no subnet of an assigned address");
    }

    @Test
    void anAdvertisedAddressIsServedIfTheNodeIsOnItsSubnet() {
        assertThat(served("""
                pod addr fd00:18::78/64 dev eth0 dynamic
                pod addr 2001:db8:7::78/64 dev eth0 dynamic
                pod addr fd00:18::79/64 dev eth0
                """, "172.18.24.120/16")).containsExactly("172.18.24.120", "fd00:18::78");
    }

    @Test
    void withoutAssignedAddressesTheAddressesOnTheNodesSubnetsAreServed() {
        assertThat(served("""
                pod addr 172.18.24.120/16 dev eth0
                pod addr fd00:18::79/64 dev eth0
                pod addr 8.8.8.8/32 dev eth0
                """)).containsExactly("172.18.24.120", "fd00:18::79");
        assertThat(notes("pod addr 8.8.8.8/32 dev eth0"))
                .containsExactly(
                        "8.8.8.8 on eth0 is not served: it was not assigned, and the node is not on its subnet");
    }

    @Test
    void anAddressOfAnotherHostIsNeverServed() {
        String others = """
                pod  addr 172.18.0.2/16 dev eth0
                pod  addr 172.18.0.1/16 dev eth0
                pod  addr 172.18.0.254/16 dev eth0
                pod  addr 172.18.24.121/16 dev eth0
                pod  addr 172.18.24.122/16 dev eth0
                pod  route default via 172.18.0.254 dev eth0
                host link calidead lladdr 0a:00:00:00:00:01
                host route 172.18.24.121 dev calidead scope link proto 109 table 500
                host link vethabc lladdr 0a:00:00:00:00:03 peer veth0 netns pod
                pod  link veth0 lladdr 0a:00:00:00:00:02
                host route 172.18.24.122 dev vethabc scope link proto 109
                """;
        assertThat(served(others, "172.18.24.120/16")).containsExactly("172.18.24.120", "172.18.24.122");
        assertThat(notes(others, "172.18.24.120/16"))
                .containsExactly(
                        "172.18.0.2 on eth0 is not served: the node has this address",
                        "172.18.0.1 on eth0 is not served: it is a gateway of eth0",
                        "172.18.0.254 on eth0 is not served: it is a gateway of eth0",
                        "172.18.24.121 on eth0 is not served: another pod has it");
    }

    @Test
    void atMost64UnassignedAddressesAreServedAndTheOthersCounted() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            many.append("pod addr 172.18.1.").append(i).append("/16 dev eth0\n");
        }
        assertThat(served(many.toString(), "172.18.24.120/16")).hasSize(65);
        assertThat(notes(many.toString(), "172.18.24.120/16"))
                .hasSize(9)
                .endsWith("28 more addresses on eth0 are not served");
    }

    @Test
    void anAddressThatTheHostWasNotAskedAboutIsNotServed() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            many.append("pod addr 192.0.2.").append(i).append("/32 dev eth0\n");
        }
        many.append("pod addr 172.18.24.121/16 dev eth0\n");
        assertThat(served(many.toString(), "172.18.24.120/16")).containsExactly("172.18.24.120");
    }

    @Test
    void thePrefixLengthOnTheNicIsIgnored() {
        assertThat(served("""
                pod addr 172.18.24.120/1 dev eth0
                pod addr 203.0.113.77/0 dev eth0
                pod addr 172.19.24.121/1 dev eth0
                """, "172.18.24.120/16")).containsExactly("172.18.24.120");
        assertThat(served("pod addr 203.0.113.77/32 dev eth0", "172.18.24.120/0"))
                .containsExactly("172.18.24.120");
    }

    @Test
    void anAddressOfAnotherHostAmongTheNodesNeighborsIsNotServed() {
        String apiServer = """
                host link eth0
                host neigh 172.18.0.50 dev eth0 lladdr 0a:00:00:00:00:50 nud stale
                host neigh 172.18.0.51 dev eth0 lladdr 0a:00:00:00:00:51 nud failed
                pod  addr 172.18.0.50/16 dev eth0
                pod  addr 172.18.0.51/16 dev eth0
                """;
        assertThat(served(apiServer, "172.18.24.120/16")).containsExactly("172.18.24.120", "172.18.0.51");
        assertThat(notes(apiServer, "172.18.24.120/16"))
                .containsExactly(
                        "172.18.0.50 on eth0 is not served: the node knows another host with this address, on eth0");
    }

    @Test
    void anAddressThatTheNodeRoutesToOrThroughIsNotServed() {
        String others = """
                host link calibird
                host route 172.18.24.121 dev calibird scope link proto boot
                host lookup 192.0.2.1 dev eth0 src 172.18.0.2 via 172.18.0.9
                pod  addr 172.18.24.121/16 dev eth0
                pod  addr 172.18.0.9/16 dev eth0
                """;
        assertThat(notes(others, "172.18.24.120/16"))
                .containsExactly(
                        "172.18.24.121 on eth0 is not served: the node has a route to it, through calibird",
                        "172.18.0.9 on eth0 is not served: it is a gateway of the node");
    }

    @Test
    void anAddressOfAServiceIsNotServedEvenInAWideSubnetOfThePod() {
        assertThat(notes("pod addr 10.96.0.1/32 dev eth0", "10.9.0.7/8"))
                .containsExactly("10.96.0.1 on eth0 is not served: it is in the hijacked subnet 10.96.0.0/12");
        assertThat(served("pod addr 10.9.0.9/16 dev eth0", "10.9.0.7/16")).containsExactly("10.9.0.7", "10.9.0.9");
    }

    /** The address fd00:7::78 is in the subnet of a node's device that is not on the NIC's LAN. */
    @Test
    void anAdvertisedAddressIsServedOnlyOnTheLinkOfTheNic() {
        String twoLinks = """
                host addr 192.168.7.2/24 dev eth1
                host addr fd00:7::2/64 dev eth1
                host addr fd00:22::1/64 dev cni0
                pod  addr fd00:7::78/64 dev eth0 dynamic
                pod  addr fd00:22::78/64 dev eth0 dynamic
                pod  addr fd00:18::78/64 dev eth0 dynamic
                """;
        assertThat(served(twoLinks, "172.18.24.120/16")).containsExactly("172.18.24.120", "fd00:18::78");
        assertThat(served(twoLinks, "10.9.0.7/16")).containsExactly("10.9.0.7", "fd00:7::78", "fd00:18::78");
    }

    @Test
    void anAddressThatHasFailedDuplicateAddressDetectionIsNotServed() {
        assertThat(served("""
                pod addr fd00:18::78/64 dev eth0 dadfailed
                pod addr fd00:18::79/64 dev eth0 dadfailed
                """, "172.18.24.120/16", "fd00:18::78/64")).containsExactly("172.18.24.120");
    }

    @Test
    void checkDoesNotExpectAddressesThatAppearedAfterTheAdd() {
        String late = """
                pod addr fd00:18::78/64 dev eth0 dynamic
                """;
        assertThat(choice(late, AddressAfterAddPolicy.ONLY_IF_SERVED, "172.18.24.120/16")
                        .addresses())
                .extracting(IpAddress::toString)
                .containsExactly("172.18.24.120");
        for (String mark : List.of(
                "host link v\nhost route fd00:18::78 dev v proto 109",
                "host link v\nhost neigh fd00:18::78 dev v lladdr 0a:00:00:00:00:01 nud permanent protocol 109",
                "pod rule from fd00:18::78 lookup 200 priority 1100 protocol 109",
                "pod link veth0\npod route fd00:18::2 dev veth0 src fd00:18::78 proto 109")) {
            String served = mark.replace("host link v\n", "host link v peer veth9 netns pod\npod link veth9\n");
            assertThat(choice(late + served, AddressAfterAddPolicy.ONLY_IF_SERVED, "172.18.24.120/16")
                            .addresses())
                    .as(mark)
                    .hasSize(2);
        }
    }

    @Test
    void checkExpectsTheAddressesOfANicWithoutAssignedAddresses() {
        assertThat(choice("pod addr fd00:18::78/64 dev eth0 dynamic", AddressAfterAddPolicy.ONLY_IF_SERVED)
                        .addresses())
                .hasSize(1);
    }

    private static List<String> served(String state, String... assigned) {
        return choice(state, AddressAfterAddPolicy.ADOPTED, assigned).addresses().stream()
                .map(IpAddress::toString)
                .toList();
    }

    private static List<String> notes(String state, String... assigned) {
        return choice(state, AddressAfterAddPolicy.ADOPTED, assigned).notes();
    }

    private static PodAddressChoice.Chosen choice(String state, AddressAfterAddPolicy late, String... assigned) {
        List<Address> addresses = Stream.of(assigned)
                .map(text -> Address.of(
                        Netns.POD,
                        "eth0",
                        IpAddress.parse(text.substring(0, text.indexOf('/'))),
                        Integer.parseInt(text.substring(text.indexOf('/') + 1))))
                .toList();
        return new PodAddressChoice(
                        NIC,
                        new AssignedAddresses(addresses, List.of()),
                        Stream.of("172.18.0.1", "172.18.0.254")
                                .map(IpAddress::parse)
                                .toList(),
                        Stream.of("10.96.0.0/12", "fd00:96::/108", "10.8.0.0/14")
                                .map(Prefix::parse)
                                .toList(),
                        given(NODE + state).snapshot(),
                        late)
                .chosen();
    }
}
