package meta.core.reconcile.packet;

import static meta.core.reconcile.packet.PodOnLan.FOUR;
import static meta.core.reconcile.packet.PodOnLan.POD;
import static meta.core.reconcile.packet.PodOnLan.SIX;
import static meta.core.reconcile.packet.PodOnLan.packets;
import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;
import meta.netlink.IpAddress;
import meta.netlink.packet.ArpFrame;
import meta.netlink.packet.ArpOrNdpFrame;
import meta.netlink.packet.NdpFrame;
import meta.netlink.packet.PacketSocket;
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

@NeedsRealKernel
@Timeout(120)
class PlannedPacketsTest {
    private static final Duration LONG = Duration.ofMinutes(10); // longer than any test may take
    private static final Duration SHORT = Duration.ofMillis(100);
    private PodOnLan lan;

    @BeforeEach
    void aPodAndAnotherHostOnALan(ScratchNamespaces net) throws IOException {
        lan = PodOnLan.in(net);
    }

    @AfterEach
    void closeTheLan() {
        lan.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.18.24.120", "fd00:18::120"})
    void aHostWithTheAddressIsFoundAtOnce(String owned) {
        IpAddress address = IpAddress.parse(owned);
        lan.other().assign(address, address.isIpv4() ? 16 : 64);

        assertThat(failure(lan.node().kernel(), probes(LONG)))
                .isEqualTo(new Failure.AddressConflict(owned, "0a:00:00:00:00:0f has this address"));
    }

    @Test
    void freeAddressesOfBothFamiliesAreProbedAtTheSameTime() {
        ArpOrNdpFrame four = ArpFrame.probe(POD, FOUR);
        ArpOrNdpFrame six = NdpFrame.probe(POD, SIX);
        List<ArpOrNdpFrame> heard = new ArrayList<>();
        try (PacketSocket socket = lan.other().listening(SIX)) {
            assertThatCode(() -> packets(probes(SHORT)).probe(lan.node().kernel()))
                    .doesNotThrowAnyException();
            while (heard.size() < 6) {
                ArpOrNdpFrame frame = OtherHost.next(socket);
                if (frame.equals(four) || frame.equals(six)) {
                    heard.add(frame);
                }
            }
        }
        assertThat(heard).containsExactlyInAnyOrder(four, four, four, six, six, six);
        assertThat(heard.indexOf(four)).isLessThan(heard.lastIndexOf(six));
        assertThat(heard.indexOf(six)).isLessThan(heard.lastIndexOf(four));
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.18.24.120", "fd00:18::120"})
    void aReplyToTheLastProbeCounts(String text) throws Exception {
        IpAddress address = IpAddress.parse(text);
        ArpOrNdpFrame probe = address.isIpv4() ? ArpFrame.probe(POD, address) : NdpFrame.probe(POD, address);
        ArpOrNdpFrame reply = address.isIpv4()
                ? ArpFrame.announcement(OtherHost.LLADDR, address)
                : NdpFrame.announcement(OtherHost.LLADDR, address);
        try (PacketSocket socket = lan.other().listening(address)) {
            Plan twice = Plan.probe(Claim.of(Netns.POD, "eth0", address), 2, Duration.ofSeconds(3), List.of());
            CompletableFuture<Failure> failure =
                    CompletableFuture.supplyAsync(() -> failure(lan.node().kernel(), twice));
            OtherHost.await(socket, probe);
            OtherHost.await(socket, probe);
            socket.send(reply);
            assertThat(failure.join())
                    .isEqualTo(new Failure.AddressConflict(text, "0a:00:00:00:00:0f has this address"));
        }
    }

    /**
     * A host that receives a probe of the other host does not take the address. If it has sent no probe itself until then, the other host
     * takes the address. Otherwise, neither host takes the address.
     */
    @ParameterizedTest
    @ValueSource(strings = {"172.18.24.77", "fd00:18::77"})
    void ofTwoHostsThatProbeForAFreeAddressAtTheSameTimeAtMostOneGetsIt(String address) throws Exception {
        Claim here = Claim.of(Netns.POD, "eth0", IpAddress.parse(address));
        Claim there = Claim.of(Netns.HOST, "nic", IpAddress.parse(address));
        CompletableFuture<Optional<Failure>> second;
        Optional<Failure> first;
        try (PacketSocket socket = OtherHost.listening(lan.node().kernel(), Netns.POD, "eth0", here.address())) {
            second = CompletableFuture.supplyAsync(
                    () -> failureOf(lan.other().kernel(), Plan.probe(there, 3, Duration.ofSeconds(1), List.of())));
            OtherHost.await(
                    socket,
                    here.address().isIpv4()
                            ? ArpFrame.probe(OtherHost.LLADDR, here.address())
                            : NdpFrame.probe(OtherHost.LLADDR, here.address()));
            first = failureOf(lan.node().kernel(), Plan.probe(here, 3, Duration.ofSeconds(1), List.of()));
        }

        Failure ofFirst =
                new Failure.AddressConflict(address, "0a:00:00:00:00:0f probes for this address at the same time");
        Failure ofSecond =
                new Failure.AddressConflict(address, "0a:00:00:00:00:bb probes for this address at the same time");
        List<Failure> failures =
                Stream.concat(first.stream(), second.join().stream()).toList();
        assertThat(failures).isNotEmpty().isSubsetOf(ofFirst, ofSecond);
    }

    @Test
    void aReplyOfAnExpectedProxyIsNoConflict() {
        lan.other().assign(FOUR, 16);
        lan.other().assign(SIX, 64);
        Plan plan = Plan.NOTHING;
        for (IpAddress address : List.of(FOUR, SIX)) {
            Claim claim = Claim.of(Netns.POD, "eth0", address);
            plan = plan.then(Plan.probe(claim, 2, SHORT, List.of(OtherHost.LLADDR)));
        }
        PlannedPackets packets = packets(plan);
        assertThatCode(() -> packets.probe(lan.node().kernel())).doesNotThrowAnyException();
    }

    /** Another NIC of the pod on the same LAN answers for all addresses of the pod, because {@code arp_ignore} is 0. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pod link net1 lladdr 0a:00:00:00:00:0f",
                "host link veth1 lladdr 0a:00:00:00:00:0f kind veth peer veth0 netns pod\npod link veth0"
            })
    void aReplyOfAnotherDeviceOfThePodIsNoConflict(String device) {
        lan.other().assign(FOUR, 16);
        Claim claim = Claim.of(Netns.POD, "eth0", FOUR);
        PlannedPackets packets = packets(Plan.probe(claim, 2, SHORT, List.of()), given("pod link eth0\n" + device));
        assertThatCode(() -> packets.probe(lan.node().kernel())).doesNotThrowAnyException();
    }

    @Test
    void ipv6AddressesAreProbedOnANicWhoseIpv6IsDisabled() {
        lan.other().assign(SIX, 64);
        lan.node().inPod("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1");
        assertThat(failure(lan.node().kernel(), probes(LONG)))
                .isEqualTo(new Failure.AddressConflict("fd00:18::120", "0a:00:00:00:00:0f has this address"));
    }

    @Test
    void duplicateAddressDetectionOfTheKernelIsNotDisturbed() {
        lan.node().inPod("sysctl", "-qw", "net.ipv6.conf.all.accept_dad=1", "net.ipv6.conf.eth0.accept_dad=1");
        lan.node()
                .inPod(
                        "sysctl",
                        "-qw",
                        "net.ipv6.conf.eth0.dad_transmits=4"); // the detection still runs when the probes begin
        lan.node().pod("addr add fd00:18::121/64 dev eth0");
        assertThat(lan.node().pod("addr show dev eth0 tentative")).contains("fd00:18::121");
        Claim claim = Claim.of(Netns.POD, "eth0", IpAddress.parse("fd00:18::121"));
        do {
            packets(Plan.probe(claim, 5, SHORT, List.of())).probe(lan.node().kernel());
        } while (lan.node().pod("addr show dev eth0 tentative -dadfailed").contains("fd00:18::121"));
        assertThat(lan.node().pod("addr show dev eth0"))
                .contains("fd00:18::121")
                .doesNotContain("tentative")
                .doesNotContain("dadfailed");
    }

    @Test
    void aProbeWaitsForTheCarrier() throws Exception {
        lan.other().assign(FOUR, 16);
        lan.node().host("link set lan0 down");
        assertThat(lan.node().pod("link show dev eth0")).doesNotContain("LOWER_UP");
        CompletableFuture<String> later = CompletableFuture.supplyAsync(
                () -> lan.node().host("link set lan0 up"),
                CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));
        assertThat(catchThrowableOfType(
                                CallFailedException.class,
                                () -> new Prober(lan.node().kernel(), LONG, "pod")
                                        .probe(packets(probes(60, Duration.ofSeconds(1)))
                                                .probes()))
                        .failure())
                .isEqualTo(new Failure.AddressConflict("172.18.24.120", "0a:00:00:00:00:0f has this address"));
        later.join();
    }

    @Test
    void aProbeThatCannotBeSentFailsWithTheReason() {
        lan.node().host("link set lan0 down");
        assertThat(catchThrowableOfType(
                                CallFailedException.class,
                                () -> new Prober(lan.node().kernel(), Duration.ZERO, "pod")
                                        .probe(packets(probes(SHORT)).probes()))
                        .failure())
                .isEqualTo(rejected("eth0 has no carrier after 0 s"));
        lan.node().pod("link set eth0 down");
        assertThat(failure(lan.node().kernel(), probes(SHORT))).isEqualTo(rejected("eth0 is down"));
        lan.node().pod("link del eth0");
        assertThat(failure(lan.node().kernel(), probes(SHORT))).isEqualTo(rejected("there is no Ethernet device eth0"));
    }

    @Test
    void anAddressWithAKnownConflictIsNotProbed() {
        assertThat(failure(lan.node().kernel(), probes(LONG).then(Plan.conflict(FOUR, "the pod behind vethother"))))
                .isEqualTo(new Failure.AddressConflict("172.18.24.120", "the pod behind vethother has this address"));
    }

    private static Plan probes(Duration interval) {
        return probes(3, interval);
    }

    private static Plan probes(int times, Duration interval) {
        Plan plan = Plan.NOTHING;
        for (IpAddress address : List.of(FOUR, SIX)) {
            plan = plan.then(Plan.probe(Claim.of(Netns.POD, "eth0", address), times, interval, List.of()));
        }
        return plan;
    }

    private static Failure failure(KernelPort kernel, Plan plan) {
        return failureOf(kernel, plan).orElseThrow(() -> new AssertionError("no conflict"));
    }

    private static Optional<Failure> failureOf(KernelPort kernel, Plan plan) {
        return Optional.ofNullable(catchThrowableOfType(
                        CallFailedException.class, () -> packets(plan).probe(kernel)))
                .map(CallFailedException::failure);
    }

    private static Failure rejected(String reason) {
        return new Failure.StepRejected(
                "detectConflict",
                "ip netns exec pod arping -D -c 3 -I eth0 172.18.24.120",
                reason,
                Optional.empty(),
                "nothing was changed");
    }
}
