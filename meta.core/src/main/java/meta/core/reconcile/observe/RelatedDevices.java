package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.LinkMapping;
import meta.core.kernel.MessagesInReplies;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.Request;
import meta.spi.net.Link;
import meta.spi.net.Netns;

/** Reads the names of the host devices to which link messages refer by index: masters, and parent devices of VLANs and macvlans. */
final class RelatedDevices {
    private RelatedDevices() {}

    /** Adds to {@code devices} the existing devices to which the links refer. */
    static void addTo(Devices devices, Collection<LinkMessage> links, KernelPort kernel) {
        Set<Integer> unknown = new LinkedHashSet<>();
        for (LinkMessage link : links) {
            for (int index : LinkMapping.related(link)) {
                if (devices.name(index).isEmpty()) {
                    unknown.add(index);
                }
            }
        }
        List<Request> requests = new ArrayList<>();
        unknown.forEach(index -> requests.add(Request.get(LinkMessage.indexed(index))));
        if (!requests.isEmpty()) {
            MessagesInReplies.of(LinkMessage.class, kernel, Netns.HOST, requests)
                    .forEach(devices::add);
        }
    }

    /** {@return the links, with the names of the devices to which they refer} Adds the links and these devices to {@code devices}. */
    static List<Link> read(Collection<LinkMessage> messages, Devices devices, KernelPort kernel) {
        messages.forEach(devices::add);
        addTo(devices, messages, kernel);
        List<Link> links = new ArrayList<>();
        for (LinkMessage message : messages) {
            links.add(LinkMapping.read(message, Netns.HOST, "", devices));
        }
        return links;
    }
}
