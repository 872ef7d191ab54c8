package meta.core.kernel;

import java.util.List;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/** Passes all calls to the real kernel. Counts the requests of {@code send} and {@code dump}, and the messages in the answers. */
public final class CountingKernel implements DelegatingKernel {
    private final KernelPort real;
    private Traffic traffic = new Traffic(0, 0, 0);

    /**
     * The numbers since the {@code CountingKernel} was created.
     *
     * @param calls the number of method calls of {@code send} and {@code dump}
     * @param requests the number of requests in these method calls; a dump is one request
     * @param messages the number of messages in the answers, without messages about addresses
     */
    public record Traffic(int calls, int requests, int messages) {}

    public CountingKernel(KernelPort real) {
        this.real = real;
    }

    /** {@return the numbers until now} */
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
