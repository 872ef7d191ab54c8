package meta.core.reconcile.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.CannedKernel;
import meta.core.kernel.KernelPort;
import meta.core.kernel.KernelWithoutMemoryBudget;
import meta.netlink.Errno;
import meta.netlink.Family;
import meta.netlink.RouteTable;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.spi.net.Netns;
import org.junit.jupiter.api.Test;

class BoundedDumpTest {
    private static final BoundedDump<RouteMessage, RouteTable> TABLES = new BoundedDump<>(
            "routes of the pod", RouteMessage.class, RouteMessage.any(Family.IPV4), BoundedDumpTest::notLocal);

    private static Optional<RouteTable> notLocal(RouteMessage message) {
        return message.table().equals(RouteTable.LOCAL) ? Optional.empty() : Optional.of(message.table());
    }

    private static List<NetlinkMessage> routes(int count, RouteTable table) {
        List<NetlinkMessage> routes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            routes.add(RouteMessage.any(Family.IPV4).withTable(table));
        }
        return routes;
    }

    @Test
    void unneededObjectsAreNotCounted() {
        KernelPort kernel = CannedKernel.telling(routes(2 * ObjectLimit.MOST, RouteTable.LOCAL));

        assertThat(TABLES.from(kernel, Netns.POD)).isEmpty();
    }

    @Test
    void aDumpMayHaveAsManyObjectsAsTheLimit() {
        KernelPort kernel = CannedKernel.telling(routes(ObjectLimit.MOST, RouteTable.MAIN));

        assertThat(TABLES.from(kernel, Netns.POD)).hasSize(ObjectLimit.MOST);
    }

    @Test
    void aboveTheLimitTheFailureNamesPlaceNumberAndLimit() {
        KernelPort kernel = CannedKernel.telling(routes(ObjectLimit.MOST + 7, RouteTable.MAIN));

        assertThatThrownBy(() -> TABLES.from(kernel, Netns.POD))
                .isInstanceOfSatisfying(CallFailedException.class, e -> {
                    assertThat(e.failure())
                            .isEqualTo(new Failure.TooManyObjects(
                                    "routes of the pod", ObjectLimit.MOST + 7, ObjectLimit.LIMIT_OF_DUMP));
                    assertThat(e.failure().details())
                            .isEqualTo("routes of the pod: 50007; the limit is 50000 of these objects");
                    assertThat(e.failure().code()).isEqualTo(100);
                });
    }

    @Test
    void allKindsOfObjectsShareOneLimit() {
        KernelPort kernel = CannedKernel.telling(routes(ObjectLimit.MOST / 2 + 1, RouteTable.MAIN));
        ObjectLimit objectLimit = ObjectLimit.ofPod(kernel);
        assertThat(TABLES.from(kernel, Netns.POD, objectLimit, _ -> false)).isNotEmpty();

        assertThatThrownBy(() -> TABLES.from(kernel, Netns.POD, objectLimit, _ -> false))
                .isInstanceOfSatisfying(
                        CallFailedException.class,
                        e -> assertThat(e.failure().details())
                                .isEqualTo(
                                        "routes of the pod: 25001; the limit is 50000 objects per pod, all kinds together"));
    }

    @Test
    void aRejectedDumpIsEmptyOnlyForTheExpectedErrno() {
        KernelPort kernel = CannedKernel.answering(new Reply.Rejected(Errno.ENOENT, "", 0));

        assertThat(TABLES.from(kernel, Netns.POD, ObjectLimit.ofDump(kernel), Errno.ENOENT::equals))
                .isEmpty();
        assertThatThrownBy(() -> TABLES.from(kernel, Netns.POD)).isInstanceOf(NetlinkException.class);
    }

    @Test
    void ifTheProcessHasNoMemoryForTheObjectsTheCallFails() {
        KernelPort kernel = new KernelWithoutMemoryBudget(CannedKernel.telling(routes(300, RouteTable.MAIN)));

        assertThatThrownBy(() -> TABLES.from(kernel, Netns.POD))
                .isInstanceOfSatisfying(
                        CallFailedException.class,
                        e -> assertThat(e.failure()).isEqualTo(new Failure.NoRoomForObjects("routes of the pod", 300)));
    }
}
