package meta.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import meta.core.kernel.FaultyKernel;
import meta.core.kernel.HostAndPod;
import meta.netlink.Errno;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.netlink.message.RouteMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.netlink.testbed.RealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import org.junit.jupiter.api.Test;

/** From a table goes only what main has accepted, and a removal that could not be finished is finished by the next one. */
@RealKernel
class StagedRemovalTest {
    private static final Prefix BEHIND = Prefix.parse("198.51.100.0/24");
    private static final Route IN_MAIN = Route.to(BEHIND, Netns.POD, "eth0");
    private static final Route IN_TABLE = IN_MAIN.withTable(RouteTable.of(200));
    private static final List<Changes> BACK_TO_MAIN = List.of(
            new Changes(List.of(new Change.Create("step", "", IN_MAIN))),
            new Changes(List.of(new Change.Delete("step", "", IN_TABLE))));

    private static boolean isMade(Object asked) {
        return asked instanceof Request request
                && request.message() instanceof RouteMessage
                && request.operation() != Request.Operation.DELETE
                && request.operation() != Request.Operation.DUMP;
    }

    @Test
    void aRouteThatMainHasNotAcceptedForWantOfMemoryStaysInItsTable(ScratchNamespaces scratch) throws IOException {
        try (HostAndPod net = HostAndPod.in(scratch)) {
            net.pod("route add 198.51.100.0/24 dev eth0 table 200 proto 109");
            var refusing = new FaultyKernel(
                    net.kernel(), new Reply.Rejected(Errno.ENOBUFS, "", 0), (_, asked) -> isMade(asked));

            RemoveResult unfinished = new Engine(refusing).remove(BACK_TO_MAIN);

            assertThat(unfinished.missing()).isEqualTo(2);
            assertThat(unfinished.first().isFinal()).isFalse();
            assertThat(net.pod("route show table 200")).contains("198.51.100.0/24");

            assertThat(new Engine(net.kernel()).remove(BACK_TO_MAIN).isComplete())
                    .isTrue();
            assertThat(net.pod("route show table main")).contains("198.51.100.0/24");
            assertThat(net.pod("route show table all")).doesNotContain("table 200");
        }
    }

    @Test
    void whatIsRefusedOnceForWantOfMemoryIsSentAgain(ScratchNamespaces scratch) throws IOException {
        try (HostAndPod net = HostAndPod.in(scratch)) {
            net.pod("route add 198.51.100.0/24 dev eth0 table 200 proto 109");
            int[] refused = {0};
            var oncePressed = new FaultyKernel(
                    net.kernel(),
                    new Reply.Rejected(Errno.ENOBUFS, "", 0),
                    (_, asked) -> isMade(asked) && refused[0]++ == 0);

            assertThat(new Engine(oncePressed).remove(BACK_TO_MAIN).isComplete())
                    .isTrue();
            assertThat(net.pod("route show table main")).contains("198.51.100.0/24");
        }
    }

    @Test
    void aRouteThatCannotBeInMainDoesNotKeepTheTable(ScratchNamespaces scratch) throws IOException {
        try (HostAndPod net = HostAndPod.in(scratch)) {
            net.pod("route add 198.51.100.0/24 dev eth0 table 200 proto 109");
            var refusing = new FaultyKernel(
                    net.kernel(), new Reply.Rejected(Errno.ENETUNREACH, "", 0), (_, asked) -> isMade(asked));

            RemoveResult removed = new Engine(refusing).remove(BACK_TO_MAIN);

            assertThat(removed.first().isFinal()).isTrue();
            assertThat(removed.untried()).isEmpty();
            assertThat(net.pod("route show table all")).doesNotContain("table 200");
        }
    }
}
