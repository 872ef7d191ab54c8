package meta.core.reconcile.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import meta.core.kernel.CannedKernel;
import meta.core.kernel.DelegatingKernel;
import meta.core.kernel.KernelPort;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import org.junit.jupiter.api.Test;

class SenderAddressTest {
    private static final EthernetDevice NIC =
            new EthernetDevice(Netns.POD, 2, MacAddress.parse("0a:00:00:00:00:01"), EthernetDevice.State.READY);
    private static final IpAddress ASKED = IpAddress.parse("fd00:18::1");
    private static final IpAddress OWN = IpAddress.parse("fd00:18::120");
    private static final Duration LONG = Duration.ofHours(1);

    /** A kernel that answers each dump with the next list of messages. If no list is left, a dump throws an exception. */
    private record Answers(Deque<List<NetlinkMessage>> left) implements DelegatingKernel {
        static Answers of(AddressMessage... each) {
            Deque<List<NetlinkMessage>> answers = new ArrayDeque<>();
            for (AddressMessage message : each) {
                answers.add(List.of(message));
            }
            return new Answers(answers);
        }

        @Override
        public KernelPort real() {
            return CannedKernel.telling(left.remove());
        }

        @Override
        public Reply dump(Netns netns, Request request) {
            return real().dump(netns, request);
        }
    }

    private static AddressMessage own(AddressFlags flags) {
        return AddressMessage.of(OWN, 64, 2).withFlags(flags);
    }

    @Test
    void anAddressThatAnotherHostHasIsNotWaitedFor() {
        Answers kernel = Answers.of(own(AddressFlags.TENTATIVE.with(AddressFlags.DADFAILED)));

        assertThat(SenderAddress.await(NIC, ASKED, kernel, LONG)).isEmpty();
    }

    @Test
    void aTentativeAddressIsWaitedFor() {
        Answers kernel = Answers.of(own(AddressFlags.TENTATIVE), own(AddressFlags.NONE));

        assertThat(SenderAddress.await(NIC, ASKED, kernel, LONG)).contains(OWN);
    }

    @Test
    void theWaitEndsWhenTheDetectionFails() {
        Answers kernel =
                Answers.of(own(AddressFlags.TENTATIVE), own(AddressFlags.TENTATIVE.with(AddressFlags.DADFAILED)));

        assertThat(SenderAddress.await(NIC, ASKED, kernel, LONG)).isEmpty();
    }
}
