package meta.core.reconcile.packet;

import static meta.core.reconcile.packet.PodOnLan.FOUR;
import static meta.core.reconcile.packet.PodOnLan.POD;
import static meta.core.reconcile.packet.PodOnLan.SIX;
import static meta.core.reconcile.packet.PodOnLan.packets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.List;
import meta.core.kernel.KernelPort;
import meta.netlink.IpAddress;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.net.Netns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other hosts learn an announced address. The tests repeat each announcement, because a new NIC may have no carrier for a second or more. */
@NeedsRealKernel
@Timeout(60)
class AnnouncementTest {
    private PodOnLan lan;

    @BeforeEach
    void aPodAndAnotherHostOnALan(ScratchNamespaces net) throws IOException {
        lan = PodOnLan.in(net);
    }

    @AfterEach
    void closeTheLan() {
        lan.close();
    }

    @Test
    void hostsThatKnowAnotherOwnerOfTheAddressLearnTheNewOwner() {
        learnAnotherOwner();
        while (!(knows(FOUR) && knows(SIX))) {
            packets(announcements(FOUR, SIX)).announce(lan.node().kernel());
        }
    }

    private void learnAnotherOwner() {
        for (IpAddress address : List.of(FOUR, SIX)) {
            lan.other().ip("neigh add " + address + " dev nic lladdr 0a:00:00:00:00:01 nud stale");
        }
    }

    private static Plan announcements(IpAddress... addresses) {
        Plan plan = Plan.NOTHING;
        for (IpAddress address : addresses) {
            plan = plan.then(Plan.announce(Claim.of(Netns.POD, "eth0", address)));
        }
        return plan;
    }

    private boolean knows(IpAddress address) {
        return lan.other().ip("neigh show " + address + " dev nic").contains(POD.toString());
    }

    @Test
    void withoutAPacketSocketTheKernelSendsTheAnnouncementsAndKeepsNoNeighbor() {
        learnAnotherOwner();
        KernelPort withoutPackets = new WithoutPacketSockets(lan.node().kernel());
        while (!(knows(FOUR) && knows(SIX))) {
            packets(announcements(FOUR, SIX)).announce(withoutPackets);
        }
        assertThat(lan.node().pod("neigh show dev eth0 " + FOUR)).isEmpty();
    }

    /**
     * The kernel can announce only the first address of a subnet by an ARP request of its own, because the request's sender is always that address.
     */
    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void anotherAddressInTheSubnetIsAnnouncedToo(int prefixLength) {
        IpAddress second = IpAddress.parse("172.18.24.121");
        lan.node().pod("addr add " + second + "/" + prefixLength + " dev eth0");
        lan.other().ip("neigh add " + second + " dev nic lladdr 0a:00:00:00:00:01 nud stale");
        while (!knows(second)) {
            packets(announcements(FOUR, second)).announce(lan.node().kernel());
        }
    }

    @Test
    void anOptimisticAddressIsNotAnnouncedDuringDuplicateAddressDetection() {
        IpAddress optimistic = IpAddress.parse("fd00:18::121");
        lan.node().inPod("sysctl", "-qw", "net.ipv6.conf.eth0.accept_dad=1", "net.ipv6.conf.eth0.dad_transmits=100");
        lan.node().inPod("sysctl", "-qw", "net.ipv6.conf.eth0.optimistic_dad=1");
        lan.node().pod("addr add " + optimistic + "/64 dev eth0 optimistic");
        assertThat(lan.node().pod("addr show dev eth0 to " + optimistic)).contains(" tentative", " optimistic");
        learnAnotherOwner();
        lan.other().ip("neigh add " + optimistic + " dev nic lladdr 0a:00:00:00:00:01 nud stale");
        while (!knows(SIX)) {
            packets(announcements(optimistic, SIX)).announce(lan.node().kernel());
        }
        assertThat(knows(optimistic)).isFalse();
    }

    @Test
    void anAnnouncementThatCannotBeSentIsNoError() {
        lan.node().pod("link set eth0 down");
        Plan toALinkThatIsDown = Plan.announce(Claim.of(Netns.POD, "eth0", FOUR));
        Plan toNoLink = Plan.announce(Claim.of(Netns.POD, "eth7", FOUR));
        PlannedPackets packets = packets(toALinkThatIsDown.then(toNoLink));
        assertThatCode(() -> packets.announce(lan.node().kernel())).doesNotThrowAnyException();
    }
}
