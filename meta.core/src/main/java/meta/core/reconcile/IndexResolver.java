package meta.core.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.MessagesInReplies;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/** Looks up the indexes of devices immediately before requests need them, because plans can refer to devices that do not exist yet. */
final class IndexResolver {
    private final KernelPort kernel;
    private final Map<Netns, Devices> known = new EnumMap<>(Netns.class);

    IndexResolver(KernelPort kernel) {
        this.kernel = kernel;
    }

    /**
     * {@return the known devices of a namespace, among them each existing device with one of these names} Until {@link #forget}, later
     * lookups add devices to the returned object.
     *
     * @throws NetlinkException if a lookup cannot be sent, no reply arrives, or the kernel rejects a lookup with an errno other than {@code
     *     ENODEV}
     * @throws meta.netlink.message.MalformedMessageException if a reply cannot be decoded
     */
    Devices named(Netns netns, Collection<String> names) {
        Devices devices = known.computeIfAbsent(netns, _ -> new Devices());
        List<Request> unknown = new ArrayList<>();
        for (String name : names) {
            if (!devices.knows(name)) {
                unknown.add(Request.get(LinkMessage.named(name)));
            }
        }
        return lookUp(netns, unknown, devices);
    }

    /**
     * {@return the known devices of a namespace, among them each existing device with one of these indexes} Otherwise like {@link #named}.
     */
    Devices indexed(Netns netns, Collection<Integer> indexes) {
        Devices devices = known.computeIfAbsent(netns, _ -> new Devices());
        List<Request> unknown = new ArrayList<>();
        for (int index : indexes) {
            if (devices.name(index).isEmpty()) {
                unknown.add(Request.get(LinkMessage.indexed(index)));
            }
        }
        return lookUp(netns, unknown, devices);
    }

    private Devices lookUp(Netns netns, List<Request> requests, Devices devices) {
        List<Reply> replies = requests.isEmpty() ? List.of() : kernel.send(netns, requests);
        for (Reply reply : replies) {
            if (reply instanceof Reply.Rejected rejected && !ErrnoPolicy.saysNoDevice(rejected.errno())) {
                throw new NetlinkException("RTM_GETLINK", rejected.errno());
            }
            MessagesInReplies.in(reply, LinkMessage.class).forEach(devices::add);
        }
        return devices;
    }

    /** Forgets all devices. Must be called after a change of links, because a name may then have another index. */
    void forget() {
        known.clear();
    }
}
