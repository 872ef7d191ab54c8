package meta.core.reconcile;

import static meta.core.reconcile.SampleChanges.POD;
import static meta.core.reconcile.SampleChanges.REFUSED;
import static meta.core.reconcile.SampleChanges.RULE;
import static meta.core.reconcile.SampleChanges.STALE;
import static meta.core.reconcile.SampleChanges.TO_POD;
import static meta.core.reconcile.SampleChanges.creation;
import static meta.core.reconcile.SampleChanges.deletion;
import static meta.core.reconcile.SampleChanges.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.kernel.CallKernel;
import meta.core.kernel.CountingKernel;
import meta.core.kernel.FaultyKernel;
import meta.core.kernel.KernelPort;
import meta.core.kernel.ScratchHostAndPod;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.message.RuleMessage;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsRealKernel
class ChangeApplierTest {

    /** The existing route leads to another pod, and that pod has the address. */
    @Test
    void theRouteToAnotherPodIsNotReplacedWhileThatPodHasTheAddress(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            String other = scratch.make("other");
            net.host("link add vethb type veth peer name eth0 netns " + other);
            net.host("link set vethb up alias rival");
            scratch.ipLine("-n " + other + " link set eth0 up");
            scratch.ipLine("-n " + other + " address add 172.18.24.120/16 dev eth0");
            net.host("route add 172.18.24.120 dev vethb scope link proto 109");

            assertThat(ChangeAppliers.on(net.kernel()).apply(new Changes(List.of(creation(RULE), creation(TO_POD)))))
                    .isInstanceOfSatisfying(
                            ApplyResult.RolledBack.class,
                            back -> assertThat(back.rejected().reply().toString())
                                    .isEqualTo("EEXIST: the pod behind vethb (rival) has this address"));
            assertThat(net.host("route show 172.18.24.120")).contains("dev vethb");
            assertThat(net.host("rule")).doesNotContain("172.18.24.120");

            scratch.ipLine("-n " + other + " address del 172.18.24.120/16 dev eth0");
            assertThat(done(ChangeAppliers.on(net.kernel()).apply(new Changes(List.of(creation(TO_POD))))))
                    .hasSize(1);
            assertThat(net.host("route show 172.18.24.120")).contains("dev eth0");
        }
    }

    @Test
    void theDeletionOfMissingObjectsSucceedsAndChangesNothing(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            Route onNothing = Route.to(POD, Netns.HOST, "calidead");
            SysctlValue setting = SysctlValue.of(Netns.HOST, SysctlValue.ipv4("calidead", "rp_filter"), "0");
            String before = net.state();
            Changes changes = new Changes(List.of(
                    deletion(STALE),
                    deletion(TO_POD),
                    deletion(RULE),
                    deletion(onNothing),
                    deletion(DualStack.PAIR),
                    new Change.Replace("step", "", SysctlValue.of(Netns.HOST, setting.path(), "2"), setting)));

            assertThat(done(ChangeAppliers.on(net.kernel()).apply(changes))).isEmpty();
            assertThat(ChangeAppliers.on(net.kernel()).remove(changes).rejected())
                    .isEmpty();
            assertThat(net.state()).isEqualTo(before);
        }
    }

    @Test
    void anExistingDeviceWithTheNameOfANewOneIsNotChanged(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("link add vethabc type veth peer name others");
            String before = net.state();

            ApplyResult applied = ChangeAppliers.on(net.kernel()).apply(new Changes(List.of(creation(DualStack.PAIR))));

            assertThat(applied).isInstanceOfSatisfying(ApplyResult.RolledBack.class, back -> {
                assertThat(back.rejected().reply().errno()).isEqualTo(Errno.EEXIST);
                assertThat(back.undone()).isEmpty();
            });
            assertThat(net.state()).isEqualTo(before);
        }
    }

    @Test
    void theErrorOfARouteWithoutItsDeviceNamesTheDevice(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            Change change = creation(Route.to(POD, Netns.HOST, "nothing"));

            assertThat(ChangeAppliers.on(net.kernel()).apply(new Changes(List.of(change))))
                    .isEqualTo(new ApplyResult.RolledBack(
                            new RejectedChange(
                                    change, new Reply.Rejected(Errno.ENODEV, "there is no device nothing", 0)),
                            List.of(),
                            List.of()));
        }
    }

    @Test
    void aRouteIsCreatedWithoutATentativeIpv6Source(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.inPod("sysctl", "-qw", "net.ipv6.conf.eth0.accept_dad=1", "net.ipv6.conf.eth0.dad_transmits=100");
            net.pod("address add fd00:18::121/64 dev eth0");
            IpAddress node = IpAddress.parse("fd00:18::2");
            Route toNode = Route.to(node.asPrefix(), Netns.POD, "eth0").withSource(IpAddress.parse("fd00:18::121"));
            Route behind =
                    Route.to(Prefix.parse("fd00:96::/108"), Netns.POD, "eth0").via(IpAddress.parse("fd00:18::2"));

            List<Change> done = done(
                    ChangeAppliers.on(net.kernel()).apply(new Changes(List.of(creation(toNode), creation(behind)))));

            assertThat(done)
                    .containsExactlyInAnyOrder(
                            creation(toNode.withSource(IpAddress.unspecified(node.family()))), creation(behind));
            assertThat(net.pod("-6 route show fd00:18::2")).contains("dev eth0").doesNotContain("src");
        }
    }

    @Test
    void aRemovalContinuesAfterARejectionAndReportsIt(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            String before = net.state();
            Changes changes = new Changes(List.of(creation(DualStack.PAIR), creation(TO_POD), creation(RULE)));
            ChangeAppliers.on(net.kernel()).apply(changes);
            KernelPort kernel = new FaultyKernel(
                    net.kernel(),
                    REFUSED,
                    (_, asked) -> asked instanceof Request request && request.message() instanceof RuleMessage);

            UnappliedChanges removed = ChangeAppliers.on(kernel).remove(changes.inverse());

            assertThat(removed.rejected()).containsExactly(new RejectedChange(deletion(RULE), REFUSED));
            assertThat(ChangeAppliers.on(net.kernel()).remove(changes.inverse()).rejected())
                    .isEmpty();
            assertThat(net.state()).isEqualTo(before);
        }
    }

    @Test
    void ifThePodIsGoneChangesOfItsObjectsAreSkipped(ScratchNamespaces scratch) throws IOException {
        String host = scratch.make("host");
        scratch.ipLine("-n " + host + " link add vethabc type veth peer name veth0");
        NetworkNamespace namespace = NetworkNamespace.open(scratch.path(host));
        try (CallKernel kernel = CallKernel.onDedicatedThreads(namespace, Optional.empty())) {
            VethPair pair = DualStack.PAIR;
            SysctlValue setting = SysctlValue.of(Netns.POD, SysctlValue.ipv4("all", "rp_filter"), "2");

            UnappliedChanges removed = ChangeAppliers.on(kernel)
                    .remove(new Changes(List.of(
                            deletion(Route.to(POD, Netns.POD, "veth0")),
                            creation(Route.to(POD, Netns.POD, "eth0")),
                            creation(setting),
                            deletion(pair))));

            assertThat(removed.rejected()).isEmpty();
            assertThat(scratch.ipLine("-n " + host + " link")).doesNotContain("veth");
        }
    }

    @Test
    void aPairIsDeletedAlthoughTheMasterOfItsHostEndNoLongerExists(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.joinByVeth();
            VethPair ofNoBridge = VethPair.of(DualStack.PAIR.host().withMaster("gone"), DualStack.PAIR.pod());

            UnappliedChanges removed =
                    ChangeAppliers.on(net.kernel()).remove(new Changes(List.of(deletion(ofNoBridge))));

            assertThat(removed.isComplete()).isTrue();
            assertThat(net.host("link")).doesNotContain("vethabc");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 4", "true, 109", "false, 4"})
    void aThirdPartyDoesNotReplaceARouteOfAnotherProgramThatNoSnapshotContains(
            boolean isThirdParty, int protocol, ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("link add vethb type veth peer name peerb");
            net.host("link set vethb up");
            net.host("route add 198.51.100.0/24 dev vethb proto " + protocol);
            String before = net.host("route show 198.51.100.0/24");
            Change creation = creation(Route.to(Prefix.parse("198.51.100.0/24"), Netns.HOST, "eth0"));

            ApplyResult result = new ChangeApplier(
                            net.kernel(),
                            (_, _) -> Optional.empty(),
                            step -> isThirdParty && step.equals(creation.step()))
                    .apply(new Changes(List.of(creation)));

            boolean isRejected = isThirdParty && protocol != 109;
            assertThat(result instanceof ApplyResult.RolledBack).isEqualTo(isRejected);
            if (result instanceof ApplyResult.RolledBack back) {
                assertThat(back.rejected().reply().toString())
                        .isEqualTo("EEXIST: the existing route does not have our protocol number");
                assertThat(net.host("route show 198.51.100.0/24")).isEqualTo(before);
            } else {
                assertThat(net.host("route show 198.51.100.0/24")).contains("dev eth0 ");
            }
        }
    }

    @Test
    void manyExistingRoutesAreLookedUpInOneDump(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            List<Change> routes = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                routes.add(creation(Route.to(Prefix.parse("198.18." + i + ".0/24"), Netns.POD, "eth0")));
            }
            done(ChangeAppliers.on(net.kernel()).apply(new Changes(routes)));
            CountingKernel counting = new CountingKernel(net.kernel());

            assertThat(done(ChangeAppliers.on(counting).apply(new Changes(routes))))
                    .isEmpty();
            assertThat(counting.traffic().calls()).isLessThan(6);
        }
    }

    @Test
    void ifTheOwnerOfAnAddressCannotBeDeterminedEverythingIsRolledBack(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("link add vethb type veth peer name peerb");
            net.host("link set vethb up");
            net.host("route add 172.18.24.120 dev vethb scope link proto 109");
            String before = net.state();
            ChangeApplier applier = new ChangeApplier(net.kernel(), (_, _) -> {
                throw new NetlinkException("answer to a question", Errno.ENOBUFS);
            });

            assertThat(applier.apply(new Changes(List.of(creation(RULE), creation(TO_POD)))))
                    .isInstanceOfSatisfying(ApplyResult.RolledBack.class, back -> {
                        assertThat(back.rejected().change().object()).isEqualTo(TO_POD);
                        assertThat(back.rejected().reply().errno()).isEqualTo(Errno.ENOBUFS);
                        assertThat(back.leftBehind()).isEmpty();
                    });
            assertThat(net.state()).isEqualTo(before);
        }
    }

    /** The path of the sysctl and the alias are invalid, so that this process does not pass them to the kernel. */
    @Test
    void ifAChangeCausesAnExceptionEverythingIsRolledBack(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            String before = net.state();
            for (NetworkObject impossible : List.of(
                    SysctlValue.of(Netns.HOST, "net/./ipv4/ip_forward", "1"),
                    Link.of(Netns.HOST, "made0", "bridge").withAlias("a\0b"))) {
                assertThat(ChangeAppliers.on(net.kernel())
                                .apply(new Changes(
                                        List.of(creation(DualStack.PAIR), creation(RULE), creation(impossible)))))
                        .isInstanceOfSatisfying(ApplyResult.RolledBack.class, back -> {
                            assertThat(back.rejected().change().object()).isEqualTo(impossible);
                            assertThat(back.rejected().reply().toString())
                                    .startsWith("EBADMSG: java.lang.IllegalArgumentException: ");
                            assertThat(back.leftBehind()).isEmpty();
                        });
                assertThat(net.state()).isEqualTo(before);
            }
        }
    }

    @Test
    void ifTheSearchForTheOwnerOfAnAddressHasADefectEverythingIsRolledBack(ScratchNamespaces scratch)
            throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("link add vethb type veth peer name peerb");
            net.host("link set vethb up");
            net.host("route add 172.18.24.120 dev vethb scope link proto 109");
            String before = net.state();
            ChangeApplier applier = new ChangeApplier(net.kernel(), (_, _) -> {
                throw new IllegalStateException("a defect");
            });

            assertThat(applier.apply(new Changes(List.of(creation(RULE), creation(TO_POD)))))
                    .isInstanceOfSatisfying(
                            ApplyResult.RolledBack.class,
                            back -> assertThat(back.rejected().reply().toString())
                                    .isEqualTo("EBADMSG: java.lang.IllegalStateException: a defect"));
            assertThat(net.state()).isEqualTo(before);
        }
    }
}
