package meta.spi.routing;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.Attachment;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.IpCommand;
import meta.spi.net.NetworkObject;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class NicReleaseTest {
    /** A pod with three NICs; net2 keeps the main table. */
    private static final Given THREE_NICS = given("""
            pod link eth0
            pod link net1
            pod link net2
            pod addr 10.244.0.5/32 dev eth0
            pod addr 172.18.0.11/16 dev net1
            pod addr 172.19.0.12/16 dev net2
            pod route default via 172.19.0.1 dev net2
            pod route 172.18.0.2 dev eth0 scope link proto 109
            pod route default via 169.254.1.1 dev eth0 table 200
            pod route default via 172.18.0.1 dev net1 table 199
            pod route 172.18.0.2 dev eth0 scope link table 199 proto 109
            pod route default via 172.19.0.1 dev net2 table 198
            pod route 172.18.0.2 dev eth0 scope link table 198 proto 109
            pod rule to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
            pod rule from 10.244.0.5 lookup 200 priority 1100 protocol 109
            pod rule from 172.18.0.11 lookup 199 priority 1100 protocol 109
            pod rule from 172.19.0.12 lookup 198 priority 1100 protocol 109
            """);

    private static String lines(Given pod, String nic, String... addresses) {
        Attachment attachment = Attachment.of("lan", "0123456789abcdef", nic, "/run/netns/pod");
        List<IpAddress> known = Stream.of(addresses).map(IpAddress::parse).toList();
        Snapshot before = pod.snapshot();
        StringBuilder lines = new StringBuilder();
        for (Plan.Item item :
                new NicRelease(attachment, known, MainNic.LAST, before).plan().items()) {
            IpCommand command = switch (item) {
                case Plan.Ensure(NetworkObject object, String _) ->
                    before.find(object)
                            .map(found -> IpCommand.change(found, object))
                            .orElseGet(() -> IpCommand.create(object));
                case Plan.Remove(NetworkObject object, String _) -> IpCommand.remove(object);
                default -> throw new AssertionError(item);
            };
            command.lines().forEach(line -> lines.append(line).append('\n'));
        }
        return lines.toString().replace("pod  ip ", "pod ").replaceAll("(rule .*) protocol 109", "$1");
    }

    @Test
    void theNextNicGetsTheMainTable() {
        assertThat(lines(THREE_NICS, "net2", "172.19.0.12")).isEqualTo("""
                pod route append default via 172.18.0.1 dev net1
                pod rule del from 172.19.0.12 lookup 198 priority 1100
                pod route del default via 172.19.0.1 dev net2 table 198
                pod route del 172.18.0.2 dev eth0 table 198 proto 109
                """);
    }

    @Test
    void aRouteThatMainHasAsAHopOfAMultipathRouteIsNotRestored() {
        Given joined = given("""
                pod link net1
                pod link net2
                pod addr fd00:18::11/64 dev net1
                pod addr fd00:19::12/64 dev net2
                pod -6 route default nexthop via fd00:19::1 dev net2 nexthop via fd00:18::1 dev net1
                pod -6 route default via fd00:18::1 dev net1 table 199
                pod -6 rule from fd00:18::11 lookup 199 priority 1100 protocol 109
                """);

        assertThat(lines(joined, "net1", "fd00:18::11")).isEqualTo("""
                pod -6 rule del from fd00:18::11 lookup 199 priority 1100
                pod -6 route del default via fd00:18::1 dev net1 table 199
                """);
    }

    @Test
    void theTableOfANicIsRemoved() {
        assertThat(lines(THREE_NICS, "net1", "172.18.0.11")).isEqualTo("""
                pod route append default via 172.18.0.1 dev net1
                pod rule del from 172.18.0.11 lookup 199 priority 1100
                pod route del default via 172.18.0.1 dev net1 table 199
                pod route del 172.18.0.2 dev eth0 table 199 proto 109
                """);
    }

    @Test
    void theRulesOfANicThatNoLongerExistsAreFoundByItsAddresses() {
        Given withoutNet1 = given("""
                pod link eth0
                pod link net2
                pod addr 10.244.0.5/32 dev eth0
                pod addr 172.19.0.12/16 dev net2
                pod route default via 172.19.0.1 dev net2
                pod route default via 169.254.1.1 dev eth0 table 200
                pod rule to 172.18.0.0/16 goto 1100 priority 900 protocol 109
                pod rule to 172.19.0.0/16 goto 1100 priority 900 protocol 109
                pod rule to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
                pod rule from 10.244.0.5 lookup 200 priority 1100 protocol 109
                pod rule from 172.18.0.11 lookup 199 priority 1100 protocol 109
                pod rule from 172.19.0.12 lookup 198 priority 1100 protocol 109
                """);
        assertThat(lines(withoutNet1, "net1", "172.18.0.11")).isEqualTo("""
                pod rule del to 172.18.0.0/16 goto 1100 priority 900
                pod rule del from 172.18.0.11 lookup 199 priority 1100
                """);
    }

    @Test
    void aDestinationThatOnlyTheReleasedNicHadInMainIsRestoredFromAnotherTable() {
        Given pod = THREE_NICS.and("""
                pod route 192.168.0.0/16 via 172.19.0.1 dev net2
                pod route 192.168.0.0/16 via 172.18.0.1 dev net1 table 199
                """);
        assertThat(lines(pod, "net2", "172.19.0.12"))
                .contains("pod route append 192.168.0.0/16 via 172.18.0.1 dev net1\n");
    }

    /** Only net2, the NIC that is deleted, was set up by an ADD of these plugins. */
    @Test
    void theLastServedNicRestoresEveryDefaultRoute() {
        Given pod = THREE_NICS
                .and("host link cali1 peer eth0 netns pod")
                .and("host neigh 172.19.0.12 dev cali1 lladdr 0a:00:00:00:00:02 nud permanent protocol 109")
                .after(Plan.remove(THREE_NICS.snapshot().pod().routes().stream()
                        .filter(route -> route.isOurs() && route.table().equals(RouteTable.of(199)))
                        .toList()));
        assertThat(lines(pod, "net2", "172.19.0.12"))
                .contains("pod route append default via 172.18.0.1 dev net1\n")
                .contains("pod route append default via 169.254.1.1 dev eth0\n")
                .contains("pod rule del from 10.244.0.5 lookup 200 priority 1100\n")
                .contains("pod rule del from 172.18.0.11 lookup 199 priority 1100\n");
    }

    /** When a veth pair is handed over from a deleted NIC to another NIC, the routes through the pair stay. */
    @Test
    void routesOfOursGetTheAddressOfTheNextNicAsSource() {
        Given pod = given("""
                host link veth0123456789a peer veth0 netns pod alias 'meta-plugins network=lan2 container=0123456789abcdef ifname=net2'
                pod link veth0
                pod link net1
                pod link net2
                pod addr 172.18.0.11/16 dev net1
                pod addr 172.19.0.12/16 dev net2
                pod route default via 172.18.0.1 dev net1
                pod route 172.18.0.2 dev veth0 scope link src 172.18.0.11 proto 109
                pod route default via 172.18.0.1 dev net1 table 199
                pod route 172.18.0.2 dev veth0 scope link src 172.18.0.11 table 199 proto 109
                pod route default via 172.19.0.1 dev net2 table 201
                pod route 172.18.0.2 dev veth0 scope link src 172.19.0.12 table 201 proto 109
                pod rule from 172.18.0.11 lookup 199 priority 1100 protocol 109
                pod rule from 172.19.0.12 lookup 201 priority 1100 protocol 109
                """);
        assertThat(lines(pod, "net1", "172.18.0.11")).isEqualTo("""
                pod route append default via 172.19.0.1 dev net2
                pod route replace 172.18.0.2 dev veth0 scope link src 172.19.0.12 proto 109
                pod rule del from 172.18.0.11 lookup 199 priority 1100
                pod route del default via 172.18.0.1 dev net1 table 199
                pod route del 172.18.0.2 dev veth0 table 199 proto 109
                pod rule del from 172.19.0.12 lookup 201 priority 1100
                pod route del default via 172.19.0.1 dev net2 table 201
                pod route del 172.18.0.2 dev veth0 table 201 proto 109
                """);
    }

    /** Such a NIC exists, for example, after an ADD that failed. */
    @Test
    void aNicWithoutATableChangesNothing() {
        assertThat(lines(THREE_NICS, "net3", "172.20.0.13")).isEmpty();
    }

    @Test
    void theReleaseOfTheLastNicRemovesAllOurObjects() {
        Given two = given("""
                pod link eth0
                pod link net1
                pod addr 10.244.0.5/32 dev eth0
                pod addr 172.18.0.11/16 dev net1
                pod route default via 172.18.0.1 dev net1
                pod route 172.18.0.2 dev eth0 scope link proto 109
                pod route default via 169.254.1.1 dev eth0 table 200
                pod rule to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
                pod rule from 10.244.0.5 lookup 200 priority 1100 protocol 109
                pod neigh 172.18.0.2 dev eth0 lladdr 0a:00:00:00:00:01 nud permanent protocol 109
                """);
        assertThat(lines(two, "net1", "172.18.0.11")).isEqualTo("""
                pod route append default via 169.254.1.1 dev eth0
                pod rule del to 10.96.0.0/12 lookup 200 priority 1000
                pod rule del from 10.244.0.5 lookup 200 priority 1100
                pod route del default via 169.254.1.1 dev eth0 table 200
                pod route del 172.18.0.2 dev eth0 proto 109
                pod neigh del 172.18.0.2 dev eth0
                """);
    }
}
