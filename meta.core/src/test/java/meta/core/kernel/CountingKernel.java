package meta.core.kernel;

import java.util.List;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/** Passes all calls to the real kernel and counts the requests of {@code send} and {@code dump} and the messages in the answers. */
public final class CountingKernel implements DelegatingKernel {
    private final KernelPort real;
    private Traffic traffic = new Traffic(0, 0, 0);

    /**
     * The numbers since the kernel was created.
     *
     * @param calls the calls of {@code send} and {@code dump}
     * @param requests the requests in these calls; a dump is one request
     * @param messages the messages in the answers, without address messages
     */
    public record Traffic(int calls, int requests, int messages) {}

    public CountingKernel(KernelPort real) {
        this.real = real;
    }

    public Traffic traffic() {
        return traffic;
    }

    @Override
    public KernelPort real() {
        return real;
    }

    @Override
    public List<Reply> send(Netns netns, List<Request> requests) {
        List<Reply> replies = real.send(netns, requests);
        count(requests.size(), replies);
        return replies;
    }

    @Override
    public Reply dump(Netns netns, Request request) {
        Reply reply = real.dump(netns, request);
        count(1, List.of(reply));
        return reply;
    }

    private void count(int requests, List<Reply> replies) {
        int messages = 0;
        for (Reply reply : replies) {
            if (reply instanceof Reply.Acknowledged(List<NetlinkMessage> answers)) {
                messages += (int) answers.stream()
                        .filter(answer -> !(answer instanceof AddressMessage))
                        .count();
            }
        }
        traffic = new Traffic(traffic.calls() + 1, traffic.requests() + requests, traffic.messages() + messages);
    }
}
