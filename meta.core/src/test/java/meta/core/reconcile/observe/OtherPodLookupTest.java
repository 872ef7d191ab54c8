package meta.core.reconcile.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.core.kernel.CannedKernel;
import meta.core.kernel.DelegatingKernel;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherPodLookupTest {
    private static final IpAddress ADDRESS = IpAddress.parse("10.0.0.5");

    /** A host with the device {@code cali1}; the kernel rejects to list the addresses behind it. */
    private record Host(LinkMessage cali1) implements DelegatingKernel {
        @Override
        public CannedKernel real() {
            return CannedKernel.answering(new Reply.Rejected(Errno.EINVAL, "", 0));
        }

        @Override
        public boolean has(Netns netns) {
            return netns == Netns.HOST;
        }

        @Override
        public List<Reply> send(Netns netns, List<Request> requests) {
            return List.of(new Reply.Acknowledged(List.of(cali1)));
        }
    }

    private static OtherPodLookup lookup(int peerNsid) {
        LinkMessage any = LinkMessage.any();
        return new OtherPodLookup(new Host(new LinkMessage(
                any.family(),
                any.deviceType(),
                7,
                any.flags(),
                any.change(),
                "cali1",
                any.address(),
                any.mtu(),
                any.txQueueLength(),
                any.alias(),
                2,
                peerNsid,
                any.namespaceFd(),
                any.master(),
                any.info(),
                List.of())));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void aPodWhoseAddressesCannotBeReadMayHaveTheAddress(int nsid) {
        assertThat(lookup(nsid).owner(ADDRESS, "cali1")).contains("the pod behind cali1 has this address");
    }

    @Test
    void aPodWhoseNamespaceIsBeingDeletedHasNoAddress() {
        assertThat(lookup(-1).owner(ADDRESS, "cali1")).isEmpty();
    }
}
