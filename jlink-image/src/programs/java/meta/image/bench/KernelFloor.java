package meta.image.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.call.Add;
import meta.core.call.CallStopwatch;
import meta.core.cni.CniRequest;
import meta.core.cni.RequestReadResult;
import meta.core.cni.RequestReader;
import meta.core.kernel.CallKernel;
import meta.core.kernel.KernelPort;
import meta.image.steps.ImageCatalog;
import meta.image.topology.Host;
import meta.launcher.call.Calls;
import meta.netlink.IpAddress;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.packet.Icmpv6Socket;
import meta.netlink.packet.PacketSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;

/**
 * Measures how much of an ADD is time of the kernel: records the requests that one ADD sends to the kernel, and sends the same requests
 * again in a loop.
 *
 * <p>The two ends of the veth pair get the same interface indexes in each repetition, because the recorded messages contain the indexes.
 */
final class KernelFloor {
    private static final int HOST_INDEX = 900_001;
    private static final int POD_INDEX = 900_002;

    private final Host node;
    private final BenchPod pod;
    private final List<RecordedRequest> recorded = new ArrayList<>();

    KernelFloor(Host node, BenchPod pod) {
        this.node = node;
        this.pod = pod;
    }

    @FunctionalInterface
    private interface RecordedRequest {
        void of(KernelPort kernel);
    }

    /**
     * The result of a measurement.
     *
     * @param add the times of all recorded requests of an ADD together
     * @param deleteLink the times of the deletion of the veth pair
     */
    record Floor(Times add, Times deleteLink) {}

    /**
     * {@return the times of the recorded requests of an ADD, and the times of the deletion of the veth pair} The pod must not have a veth
     * pair before, and has none afterwards.
     *
     * @param runs the number of measured runs; the same number of runs comes before them as a warm-up
     */
    Floor measure(int runs) {
        try (NetworkNamespace host = NetworkNamespace.open(node.netns().path());
                NetworkNamespace inPod = NetworkNamespace.open(pod.pod().netns().path());
                CallKernel kernel = CallKernel.onDedicatedThreads(host, Optional.of(inPod))) {
            Add.run(
                    Calls.plugin("veth", ImageCatalog.catalog()).context(request()),
                    new Recorder(kernel, recorded),
                    CallStopwatch.start());
            delete(kernel);
            List<Duration> adds = new ArrayList<>();
            List<Duration> deletions = new ArrayList<>();
            for (int run = 0; run < 2 * runs; run++) {
                Duration add = timed(() -> recorded.forEach(each -> each.of(kernel)));
                Duration deletion = timed(() -> delete(kernel));
                if (run >= runs) { // the runs before are a warm-up
                    adds.add(add);
                    deletions.add(deletion);
                }
            }
            return new Floor(Times.of(adds), Times.of(deletions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CniRequest.Add request() throws IOException {
        Map<String, String> environment = Map.of(
                "CNI_COMMAND",
                "ADD",
                "CNI_CONTAINERID",
                pod.pod().containerId(),
                "CNI_NETNS",
                pod.pod().netns().path().toString(),
                "CNI_IFNAME",
                "eth0");
        var config = new ByteArrayInputStream(Files.readAllBytes(pod.config()));
        if (RequestReader.read(environment, config) instanceof RequestReadResult.Valid(CniRequest.Add add)) {
            return add;
        }
        throw new AssertionError("not an ADD request");
    }

    private static void delete(KernelPort kernel) {
        require(kernel.send(Netns.HOST, List.of(Request.delete(LinkMessage.indexed(HOST_INDEX)))));
    }

    private static void require(List<Reply> replies) {
        for (Reply reply : replies) {
            if (reply instanceof Reply.Rejected refused) {
                throw new AssertionError("the kernel has rejected a request: " + refused);
            }
        }
    }

    private static Duration timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private record Recorder(KernelPort kernel, List<RecordedRequest> recorded) implements KernelPort {
        @Override
        public boolean has(Netns netns) {
            return kernel.has(netns);
        }

        @Override
        public List<Reply> send(Netns netns, List<Request> requests) {
            List<Request> same = requests.stream().map(Recorder::withIndexes).toList();
            recorded.add(again -> again.send(netns, same));
            return kernel.send(netns, same);
        }

        private static Request withIndexes(Request request) {
            boolean pair = request.operation() == Request.Operation.CREATE
                    && request.message() instanceof LinkMessage link
                    && link.info() != null
                    && link.info().peer() != null;
            if (!pair) {
                return request;
            }
            LinkMessage link = (LinkMessage) request.message();
            LinkMessage peer = link.info().peer().withIfindex(POD_INDEX);
            return Request.create(link.withIfindex(HOST_INDEX).withInfo(LinkInfo.veth(peer)));
        }

        @Override
        public Reply dump(Netns netns, Request request) {
            recorded.add(again -> again.dump(netns, request));
            return kernel.dump(netns, request);
        }

        @Override
        public List<SysctlValue> readSysctls(Netns netns, List<String> paths) {
            recorded.add(again -> again.readSysctls(netns, paths));
            return kernel.readSysctls(netns, paths);
        }

        @Override
        public Reply writeSysctl(SysctlValue wanted) {
            recorded.add(again -> again.writeSysctl(wanted));
            return kernel.writeSysctl(wanted);
        }

        @Override
        public PacketSocket packetSocket(Netns netns, int ifindex) {
            return kernel.packetSocket(netns, ifindex); // not recorded: while a probe waits, the kernel does no work
        }

        @Override
        public Icmpv6Socket icmpv6Socket(Netns netns, int ifindex, IpAddress source) {
            return kernel.icmpv6Socket(netns, ifindex, source);
        }

        @Override
        public boolean hasLinkKind(String kind) {
            return kernel.hasLinkKind(kind);
        }

        @Override
        public int descriptor(Netns netns) {
            return kernel.descriptor(netns);
        }
    }
}
