package meta.netlink.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import meta.netlink.MacAddress;
import meta.netlink.message.LinkMessage;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.RealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

@RealKernel
class VethPairTest {
    @Test
    void oneMessageMakesAPairAcrossTwoNamespaces(ScratchNamespaces net) throws IOException {
        String host = net.make("host");
        String pod = net.make("pod");
        try (NetworkNamespace hostNamespace = NetworkNamespace.open(net.path(host));
                NetworkNamespace podNamespace = NetworkNamespace.open(net.path(pod));
                NamespaceThread onHost = hostNamespace.enter();
                NetlinkSocket socket = onHost.call(NetlinkSocket::open)) {
            LinkMessage pair = LinkMessage.vethPair(
                    "vethabc",
                    MacAddress.parse("0a:00:00:00:00:01"),
                    1400,
                    "veth0",
                    MacAddress.parse("0a:00:00:00:00:02"),
                    podNamespace.descriptor());

            List<Reply> replies = socket.send(List.of(
                    Request.create(pair),
                    Request.change(LinkMessage.named("vethabc")
                            .withAlias("net1 of a pod")
                            .up()),
                    Request.get(LinkMessage.named("vethabc"))));

            assertThat(replies).allSatisfy(reply -> assertThat(reply).isInstanceOf(Reply.Accepted.class));
            assertThat(net.ip("-n", host, "-d", "link", "show", "vethabc"))
                    .contains("BROADCAST,MULTICAST,UP", "mtu 1400", "veth", "0a:00:00:00:00:01", "alias net1 of a pod");
            assertThat(net.ip("-n", pod, "-d", "link", "show", "veth0"))
                    .contains("<BROADCAST,MULTICAST>", "mtu 1400", "veth", "0a:00:00:00:00:02");
        }
    }
}
