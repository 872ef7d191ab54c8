package meta.core.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.netlink.Errno;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/**
 * Finds the indexes of devices when they are needed and not before: a plan names devices that are not made yet.
 */
final class IndexResolver {
    private final KernelPort kernel;
    private final Map<Netns, Devices> found = new EnumMap<>(Netns.class);

    IndexResolver(KernelPort kernel) {
        this.kernel = kernel;
    }

    /**
     * {@return what is known of a namespace's devices, these among them as far as they are there}
     *
     * @throws NetlinkException where the kernel does not say whether they are
     */
    Devices named(Netns netns, Collection<String> names) {
        Devices devices = found.computeIfAbsent(netns, _ -> new Devices());
        List<Request> unknown = new ArrayList<>();
        for (String name : names) {
            if (!devices.knows(name)) {
                unknown.add(Request.get(LinkMessage.named(name)));
            }
        }
        return ask(netns, unknown, devices);
    }

    /**
     * {@return what is known of a namespace's devices, these among them as far as they are there}
     *
     * @throws NetlinkException where the kernel does not say whether they are
     */
    Devices indexed(Netns netns, Collection<Integer> indexes) {
        Devices devices = found.computeIfAbsent(netns, _ -> new Devices());
        List<Request> unknown = new ArrayList<>();
        for (int index : indexes) {
            if (devices.name(index).isEmpty()) {
                unknown.add(Request.get(LinkMessage.indexed(index)));
            }
        }
        return ask(netns, unknown, devices);
    }

    private Devices ask(Netns netns, List<Request> requests, Devices devices) {
        if (!requests.isEmpty()) {
            for (Reply reply : kernel.send(netns, requests)) {
                switch (reply) {
                    case Reply.Acknowledged(List<NetlinkMessage> answers) -> add(answers, devices);
                    case Reply.Rejected refused when refused.errno().equals(Errno.ENODEV) -> {} // there is no such
                    case Reply.Rejected refused -> throw new NetlinkException("RTM_GETLINK", refused.errno());
                }
            }
        }
        return devices;
    }

    private static void add(List<NetlinkMessage> answers, Devices devices) {
        for (NetlinkMessage answer : answers) {
            if (answer instanceof LinkMessage link) {
                devices.add(link);
            }
        }
    }

    /** A device has come or gone: what its name stood for holds no more. */
    void forget() {
        found.clear();
    }
}
