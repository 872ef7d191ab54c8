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
 * Reads a dump of kernel objects, and keeps only the needed ones. The number of kept objects is limited ({@link ObjectLimit}).
 *
 * @param <T> the part of a message that is kept
 * @param place the objects and their namespace, for an error, such as {@code routes of the pod}
 * @param like the message of the request; its attributes are a filter, which the kernel may ignore
 * @param mapping returns the part of a message that is kept; empty if the object is not needed
 */
record BoundedDump<M extends NetlinkMessage, T>(String place, Class<M> kind, M like, Function<M, Optional<T>> mapping) {
    /**
     * {@return the needed parts; empty if the device in the request does not exist} If objects change during the dump, the result may
     * lack objects, or contain deleted ones.
     *
     * @throws CallFailedException if the {@link ObjectLimit} is used up
     * @throws NetlinkException if the kernel rejects the dump for another reason than the missing device, or no reply arrives
     * @throws meta.netlink.message.MalformedMessageException if the reply cannot be decoded
     */
    List<T> from(KernelPort kernel, Netns netns) {
        return from(kernel, netns, ObjectLimit.ofDump(kernel), _ -> false);
    }

    /**
     * {@return the result of {@link #from(KernelPort, Netns)}, but with another limit}
     *
     * @param objectLimit the count of the kept objects, which several dumps can share
     * @param saysNone whether a rejection means that no matching object exists; ignored for an errno of {@link Errno#isShortage}
     */
    List<T> from(KernelPort kernel, Netns netns, ObjectLimit objectLimit, Predicate<Errno> saysNone) {
        Sink<T> sink = new Sink<>(
                message -> kind.isInstance(message) ? mapping.apply(kind.cast(message)) : Optional.<T>empty(),
                objectLimit);
        if (kernel.dump(netns, Request.dump(like), sink) instanceof Reply.Rejected rejected) {
            if (saysNoDevice(rejected)
                    || (saysNone.test(rejected.errno()) && !rejected.errno().isShortage())) {
                return List.of();
            }
            throw new NetlinkException("dump of " + kind.getSimpleName(), rejected.errno());
        }
        if (sink.isFull()) {
            throw objectLimit.failure(place, sink.number);
        }
        return sink.held;
    }

    private static boolean saysNoDevice(Reply.Rejected rejected) {
        return rejected.errno().equals(Errno.ENODEV) || rejected.errno().equals(Errno.ENXIO);
    }

    private static final class Sink<T> implements DumpSink {
        private final Function<NetlinkMessage, Optional<T>> mapping;
        private final Set<T> ofInterruptedDumps = new LinkedHashSet<>();
        private final ObjectLimit objectLimit;
        private List<T> held = new ArrayList<>();
        private int number;

        Sink(Function<NetlinkMessage, Optional<T>> mapping, ObjectLimit objectLimit) {
            this.mapping = mapping;
            this.objectLimit = objectLimit;
        }

        @Override
        public void begin() {
            objectLimit.remove(held.size());
            held = new ArrayList<>();
            number = 0;
        }

        @Override
        public void take(NetlinkMessage message) {
            number++;
            Optional<T> needed = mapping.apply(message);
            if (needed.isPresent()) {
                held.add(needed.get());
                objectLimit.add();
            }
        }

        @Override
        public boolean isFull() {
            return objectLimit.isUsedUp();
        }

        @Override
        public void skip() {
            number++;
        }

        @Override
        public void end(boolean interrupted) {
            if (interrupted) {
                ofInterruptedDumps.addAll(held);
                objectLimit.remove(held.size() - ofInterruptedDumps.size());
                held = new ArrayList<>(ofInterruptedDumps);
            }
        }
    }
}
