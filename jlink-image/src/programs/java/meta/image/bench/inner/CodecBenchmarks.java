package meta.image.bench.inner;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import meta.netlink.codec.Frame;
import meta.netlink.codec.NetlinkMessageCodec;
import meta.netlink.codec.Output;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.Request;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Measures with JMH how long it takes to write and to read netlink messages. */
@State(Scope.Benchmark)
public class CodecBenchmarks {
    private final ByteBuffer addresses = DumpAnswers.addresses(1000);
    private final ByteBuffer routes = DumpAnswers.routes(1000);
    private final List<List<Request>> batches = PureAdd.veth().batches();

    @Benchmark
    public List<NetlinkMessage> decode1000Addresses() {
        return decode(addresses);
    }

    @Benchmark
    public List<NetlinkMessage> decode1000Routes() {
        return decode(routes);
    }

    @Benchmark
    public List<byte[]> encodeTheBatchesOfAnAdd() {
        List<byte[]> sent = new ArrayList<>();
        for (List<Request> batch : batches) {
            Output out = new Output();
            for (Request request : batch) {
                Frame.write(request.message(), type(request), Frame.NLM_F_REQUEST | Frame.NLM_F_ACK, 1, out);
            }
            sent.add(out.toByteArray());
        }
        return sent;
    }

    private static List<NetlinkMessage> decode(ByteBuffer datagram) {
        List<NetlinkMessage> messages = new ArrayList<>();
        for (Frame frame : Frame.split(datagram.duplicate().order(datagram.order()))) {
            messages.add(frame.message());
        }
        return messages;
    }

    private static int type(Request request) {
        return switch (request.operation()) {
            case CREATE, REPLACE, APPEND, CHANGE -> NetlinkMessageCodec.NEW;
            case DELETE -> NetlinkMessageCodec.DELETE;
            case GET, DUMP -> NetlinkMessageCodec.GET;
        };
    }
}
