package meta.netlink.socket;

import static meta.netlink.socket.Sockets.dump;
import static meta.netlink.socket.Sockets.sendAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import meta.netlink.Errno;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

/** A dump lists every object that exists during the whole dump exactly once, even if other objects change. */
@NeedsRealKernel
class DumpPassTest {
    private static final int LO = 1;
    private static final RouteProtocol OURS = RouteProtocol.of(109);

    @Test
    void aDumpContainsEachOfThreeThousandRoutesOnce(ScratchNamespaces net) throws IOException {
        String pod = net.make("pod");
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            Set<IpAddress> made = makeRoutes(socket, 3000);

            List<RouteMessage> listed = dump(
                    socket,
                    RouteMessage.any(Family.IPV4).withTable(RouteTable.MAIN).withProtocol(OURS),
                    RouteMessage.class);

            assertThat(listed).hasSize(3000);
            assertThat(listed.stream().map(RouteMessage::destination).collect(Collectors.toSet()))
                    .isEqualTo(made);
            assertThat(net.ip("-n", pod, "route", "show", "proto", "109").lines())
                    .hasSize(3000);
        }
    }

    @Test
    void everyDumpContainsTheUnchangedAddressesWhileAnotherChanges(ScratchNamespaces net) throws IOException {
        String node = net.make("node");
        AtomicBoolean over = new AtomicBoolean();
        try (NetlinkSocket socket = Sockets.in(net, node);
                NetlinkSocket restless = Sockets.in(net, node)) {
            Set<IpAddress> steady = new HashSet<>();
            for (int i = 0; i < 500; i++) {
                IpAddress address = IpAddress.parse("10.8." + i / 250 + "." + (1 + i % 250));
                steady.add(address);
                sendAll(socket, Request.create(AddressMessage.of(address, 32, LO)));
            }
            AddressMessage coming = AddressMessage.of(IpAddress.parse("10.9.9.9"), 32, LO);
            Thread changes = Thread.ofPlatform().start(() -> {
                while (!over.get()) {
                    restless.send(List.of(Request.create(coming), Request.delete(coming)));
                }
            });
            for (int i = 0; i < 20; i++) {
                List<AddressMessage> listed = dump(socket, AddressMessage.on(Family.IPV4, 0), AddressMessage.class);

                assertThat(listed.stream().map(AddressMessage::own).toList()).containsAll(steady);
            }
            over.set(true);
            changes.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            over.set(true);
        }
    }

    @Test
    void theKernelFiltersRoutesByTable(ScratchNamespaces net) throws IOException {
        try (NetlinkSocket socket = Sockets.in(net, net.make("pod"))) {
            RouteMessage route = RouteMessage.to(IpAddress.parse("10.9.0.1").asPrefix())
                    .withOutputIndex(LO)
                    .withScope(RouteScope.LINK);
            sendAll(
                    socket,
                    Request.create(route),
                    Request.create(route.withTable(RouteTable.of(500))),
                    Request.create(route.withTable(RouteTable.of(200))));

            assertThat(dump(socket, RouteMessage.any(Family.IPV4).withTable(RouteTable.of(500)), RouteMessage.class))
                    .extracting(RouteMessage::table)
                    .containsExactly(RouteTable.of(500));
        }
    }

    @Test
    void aDumpOfATableThatNeverExistedIsRejected(ScratchNamespaces net) throws IOException {
        try (NetlinkSocket socket = Sockets.in(net, net.make("pod"))) {
            Reply reply = socket.dump(Request.dump(RouteMessage.any(Family.IPV4).withTable(RouteTable.of(4711))));
            assertThat(reply).isEqualTo(new Reply.Rejected(Errno.ENOENT, "ipv4: FIB table does not exist", 0));
        }
    }

    @Test
    void theKernelFiltersAddressesByDevice(ScratchNamespaces net) throws IOException {
        String pod = net.make("pod");
        net.ip("-n", pod, "link", "add", "veth0", "type", "veth", "peer", "name", "veth1");
        net.ip("-n", pod, "addr", "add", "10.6.0.1/16", "dev", "veth0");
        net.ip("-n", pod, "addr", "add", "10.7.0.1/16", "dev", "veth1");
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            int veth0 = Sockets.get(socket, LinkMessage.named("veth0"), LinkMessage.class)
                    .ifindex();
            assertThat(dump(socket, AddressMessage.on(Family.IPV4, veth0), AddressMessage.class))
                    .extracting(AddressMessage::own)
                    .containsExactly(IpAddress.parse("10.6.0.1"));
        }
    }

    @Test
    void aDumpContainsEveryUnchangedAddressOnceWhileAnotherChanges(ScratchNamespaces net) throws Exception {
        String pod = net.make("pod");
        try (NetlinkSocket socket = Sockets.in(net, pod);
                NetlinkSocket other = Sockets.in(net, pod)) {
            List<Request> requests = new ArrayList<>();
            Set<IpAddress> made = new HashSet<>();
            for (int i = 0; i < 1000; i++) {
                AddressMessage address = address("10.9." + i / 250 + "." + i % 250);
                made.add(address.own());
                requests.add(Request.create(address));
            }
            sendAll(socket, requests.toArray(Request[]::new));

            Thread changing = Thread.ofPlatform().start(() -> addAndRemove(other));
            try {
                while (changing.isAlive()) {
                    assertThat(dump(socket, AddressMessage.on(Family.IPV4, LO), AddressMessage.class))
                            .extracting(AddressMessage::own)
                            .containsAll(made)
                            .doesNotHaveDuplicates();
                }
            } finally {
                changing.join();
            }
        }
    }

    private static void addAndRemove(NetlinkSocket socket) {
        for (int i = 0; i < 300; i++) {
            sendAll(socket, Request.create(address("10.8.0.1")), Request.delete(address("10.8.0.1")));
        }
    }

    private static AddressMessage address(String own) {
        return AddressMessage.of(IpAddress.parse(own), 32, LO);
    }

    private static Set<IpAddress> makeRoutes(NetlinkSocket socket, int count) {
        Set<IpAddress> made = new HashSet<>();
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RouteMessage route = route("10.9." + i / 250 + "." + i % 250);
            made.add(route.destination());
            requests.add(Request.create(route));
        }
        sendAll(socket, requests.toArray(Request[]::new));
        return made;
    }

    private static RouteMessage route(String destination) {
        return RouteMessage.to(IpAddress.parse(destination).asPrefix())
                .withOutputIndex(LO)
                .withScope(RouteScope.LINK)
                .withProtocol(OURS);
    }
}
