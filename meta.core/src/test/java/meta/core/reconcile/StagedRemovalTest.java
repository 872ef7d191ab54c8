package meta.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import meta.core.kernel.FaultyKernel;
import meta.core.kernel.ScratchHostAndPod;
import meta.netlink.Errno;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.netlink.message.RouteMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import org.junit.jupiter.api.Test;

@NeedsRealKernel
class StagedRemovalTest {
    private static final Prefix BEHIND = Prefix.parse("198.51.100.0/24");
    private static final Route IN_MAIN = Route.to(BEHIND, Netns.POD, "eth0");
    private static final Route IN_TABLE = IN_MAIN.withTable(RouteTable.of(200));
    private static final List<Changes> BACK_TO_MAIN = List.of(
            new Changes(List.of(new Change.Create("step", "", IN_MAIN))),
            new Changes(List.of(new Change.Delete("step", "", IN_TABLE))));

    private static boolean creates(Object asked) {
        return asked instanceof Request request
                && request.message() instanceof RouteMessage
                && request.operation() != Request.Operation.DELETE
                && request.operation() != Request.Operation.DUMP;
    }

    @Test
    void aRouteThatTheMainTableRejectsForLackOfMemoryStaysInItsTable(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.pod("route add 198.51.100.0/24 dev eth0 table 200 proto 109");
            var rejecting = new FaultyKernel(
                    net.kernel(), new Reply.Rejected(Errno.ENOBUFS, "", 0), (_, asked) -> creates(asked));

            UnappliedChanges unfinished = ChangeAppliers.on(rejecting).remove(BACK_TO_MAIN, _ -> false);

            assertThat(unfinished.missing()).isEqualTo(2);
            assertThat(unfinished.first().isFinal()).isFalse();
            assertThat(net.pod("route show table 200")).contains("198.51.100.0/24");

            assertThat(ChangeAppliers.on(net.kernel())
                            .remove(BACK_TO_MAIN, _ -> false)
                            .isComplete())
                    .isTrue();
            assertThat(net.pod("route show table main")).contains("198.51.100.0/24");
            assertThat(net.pod("route show table all")).doesNotContain("table 200");
        }
    }

    @Test
    void aRequestThatIsRejectedForLackOfMemoryIsSentAgain(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.pod("route add 198.51.100.0/24 dev eth0 table 200 proto 109");
            int[] rejected = {0};
            var rejectingOnce = new FaultyKernel(
                    net.kernel(),
                    new Reply.Rejected(Errno.ENOBUFS, "", 0),
                    (_, asked) -> creates(asked) && rejected[0]++ == 0);

            assertThat(ChangeAppliers.on(rejectingOnce)
                            .remove(BACK_TO_MAIN, _ -> false)
                            .isComplete())
                    .isTrue();
            assertThat(net.pod("route show table main")).contains("198.51.100.0/24");
        }
    }

    @Test
    void aRouteThatTheMainTableCanNeverAcceptIsDeletedFromItsTable(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.pod("route add 198.51.100.0/24 dev eth0 table 200 proto 109");
            var rejecting = new FaultyKernel(
                    net.kernel(), new Reply.Rejected(Errno.ENETUNREACH, "", 0), (_, asked) -> creates(asked));

            UnappliedChanges removed = ChangeAppliers.on(rejecting).remove(BACK_TO_MAIN, _ -> false);

            assertThat(removed.first().isFinal()).isTrue();
            assertThat(removed.untried()).isEmpty();
            assertThat(net.pod("route show table all")).doesNotContain("table 200");
        }
    }

    @Test
    void aToleratedRejectionDoesNotStopTheLaterStages(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.pod("route add 198.51.100.0/24 dev eth0 table 200 proto 109");
            var rejecting = new FaultyKernel(
                    net.kernel(), new Reply.Rejected(Errno.EBUSY, "", 0), (_, asked) -> creates(asked));

            UnappliedChanges removed = ChangeAppliers.on(rejecting)
                    .remove(BACK_TO_MAIN, rejected -> rejected.change().step().equals("step"));

            assertThat(removed.rejected()).hasSize(1);
            assertThat(removed.untried()).isEmpty();
            assertThat(net.pod("route show table all")).doesNotContain("table 200");
        }
    }
}
