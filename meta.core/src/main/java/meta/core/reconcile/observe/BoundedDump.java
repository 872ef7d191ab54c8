package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import meta.core.cni.CallFailedException;
import meta.core.kernel.KernelPort;
import meta.netlink.Errno;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.DumpSink;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/**
 * What a call keeps of a dump: of each message what it needs, and nothing of most. A process in a pod, and routers on its LAN, decide how
 * much there is, so there is a limit.
 *
 * @param <M> the messages that are asked for
 * @param <T> what is kept of a message
 * @param place what is asked for, as a user reads it
 * @param kind the class of the messages
 * @param like what they are like
 * @param reading what is kept of a message; empty where it is of no use
 */
record BoundedDump<M extends NetlinkMessage, T>(String place, Class<M> kind, M like, Function<M, Optional<T>> reading) {
    /**
     * {@return what is kept}
     *
     * @throws CallFailedException where that is more than {@value Allowance#MOST}
     * @throws NetlinkException where the kernel does not tell: to take that for "there are none" would be to plan for another pod
     */
    List<T> from(KernelPort kernel, Netns netns) {
        return from(kernel, netns, new Allowance(kernel), _ -> false);
    }

    /**
     * {@return what is kept}
     *
     * @param allowance how much may be kept; what is kept counts
     * @param nothing whether a refusal means that there is nothing of the kind
     */
    List<T> from(KernelPort kernel, Netns netns, Allowance allowance, Predicate<Errno> nothing) {
        Sink<T> sink = new Sink<>(
                message -> kind.isInstance(message) ? reading.apply(kind.cast(message)) : Optional.<T>empty(),
                allowance);
        if (kernel.dump(netns, Request.dump(like), sink) instanceof Reply.Rejected refused) {
            if (isWithoutDevice(refused)
                    || (nothing.test(refused.errno()) && !refused.errno().isShortage())) {
                return List.of();
            }
            throw new NetlinkException("dump of " + kind.getSimpleName(), refused.errno());
        }
        if (sink.isFull()) {
            throw allowance.failure(place, sink.number);
        }
        return sink.kept;
    }

    /** What was on a device is gone with it. */
    private static boolean isWithoutDevice(Reply.Rejected refused) {
        return refused.errno().equals(Errno.ENODEV) || refused.errno().equals(Errno.ENXIO);
    }

    private static final class Sink<T> implements DumpSink {
        private final Function<NetlinkMessage, Optional<T>> reading;
        private final Set<T> told = new LinkedHashSet<>();
        private final Allowance allowance;
        private List<T> kept = new ArrayList<>();
        private int number;

        Sink(Function<NetlinkMessage, Optional<T>> reading, Allowance allowance) {
            this.reading = reading;
            this.allowance = allowance;
        }

        @Override
        public void begin() {
            allowance.remove(kept.size());
            kept = new ArrayList<>();
            number = 0;
        }

        @Override
        public void take(NetlinkMessage message) {
            number++;
            Optional<T> needed = reading.apply(message);
            if (needed.isPresent()) {
                kept.add(needed.get());
                allowance.add();
            }
        }

        @Override
        public boolean isFull() {
            return allowance.isUsedUp();
        }

        @Override
        public void skip() {
            number++;
        }

        @Override
        public void end(boolean interrupted) {
            if (interrupted) {
                told.addAll(kept);
                allowance.remove(kept.size() - told.size());
                kept = new ArrayList<>(told);
            }
        }
    }
}
