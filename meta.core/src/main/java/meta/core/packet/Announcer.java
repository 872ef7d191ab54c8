package meta.core.packet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.kernel.KernelPort;
import meta.netlink.AddressFlags;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.packet.ArpFrame;
import meta.netlink.packet.LinkFrame;
import meta.netlink.packet.NdpFrame;
import meta.netlink.packet.PacketException;
import meta.netlink.packet.PacketSocket;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.net.SysctlValue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Tells the hosts on a link who has an address now, so that none goes on sending to another.
 *
 * <p>An IPv6 address that the kernel still checks for duplicates must not be used yet (RFC 4862 5.4). The kernel itself announces it when it
 * is done, as the device is told to ({@code ndisc_notify}); no call waits for that.
 *
 * @param kernel where the devices are
 */
record Announcer(KernelPort kernel) {
    private static final Logger LOG = LogManager.getLogger(Announcer.class);
    private static final String NOTIFY = "ndisc_notify";
    private static final String ON = "1";

    /** Tells all of it; what cannot be told is logged. */
    void tell(List<Plan.Announce> announcements) {
        List<Plan.Announce> left = new ArrayList<>(announcements);
        while (!left.isEmpty()) {
            Claim first = left.getFirst().claim();
            List<Plan.Announce> onOneLink = left.stream()
                    .filter(announcement -> announcement.claim().netns() == first.netns()
                            && announcement.claim().device().equals(first.device()))
                    .toList();
            left.removeAll(onOneLink);
            try {
                tellOnOneLink(first, onOneLink);
            } catch (PacketException | NetlinkException | MalformedMessageException e) {
                LOG.warn("{}: {}", PacketLine.of(onOneLink.getFirst()), e.getMessage());
            }
        }
    }

    private void tellOnOneLink(Claim link, List<Plan.Announce> announcements) {
        Optional<Nic> nic = Nic.find(link.netns(), link.device(), kernel);
        if (nic.isEmpty()) {
            LOG.warn("{} has no link to tell that it has {} now", link.device(), link.address());
            return;
        }
        List<IpAddress> unusable = leftToKernel(link, nic.get(), announcements);
        try (PacketSocket socket = kernel.packetSocket(link.netns(), nic.get().index())) {
            for (Plan.Announce announcement : announcements) {
                IpAddress address = announcement.claim().address();
                if (!unusable.contains(address)) {
                    socket.send(announcement(nic.get().lladdr(), address));
                    LOG.debug("{}", PacketLine.of(announcement));
                }
            }
        }
    }

    private static LinkFrame announcement(MacAddress own, IpAddress address) {
        return address.isIpv4() ? ArpFrame.announcement(own, address) : NdpFrame.announcement(own, address);
    }

    /** {@return the addresses that the kernel announces once it has checked them, and those that have failed the check} */
    private List<IpAddress> leftToKernel(Claim link, Nic nic, List<Plan.Announce> announcements) {
        List<IpAddress> ipv6 = announcements.stream()
                .map(announcement -> announcement.claim().address())
                .filter(address -> !address.isIpv4())
                .toList();
        if (ipv6.isEmpty() || unusable(ipv6, link, nic).isEmpty()) {
            return List.of();
        }
        SysctlValue notify = new SysctlValue(link.netns(), SysctlValue.ipv6(link.device(), NOTIFY), ON);
        boolean told = kernel.readSysctls(link.netns(), List.of(notify.path())).contains(notify);
        if (!told && kernel.writeSysctl(notify) instanceof Reply.Refused refused) {
            LOG.warn("{} cannot be set, so that {} is not announced: {}", notify.path(), ipv6, refused);
        }
        List<IpAddress> still = unusable(ipv6, link, nic); // one that was done before it was set is ours to announce
        if (!still.isEmpty()) {
            LOG.debug("{} is announced by the kernel when it has been checked for duplicates", still);
        }
        return still;
    }

    private List<IpAddress> unusable(List<IpAddress> addresses, Claim link, Nic nic) {
        Map<IpAddress, AddressFlags> flags = new HashMap<>();
        Reply reply = kernel.dump(link.netns(), Request.dump(AddressMessage.on(Family.IPV6, nic.index())));
        if (reply instanceof Reply.Accepted(List<NetlinkMessage> messages)) {
            for (NetlinkMessage message : messages) {
                if (message instanceof AddressMessage known && known.own() != null) {
                    flags.put(known.own(), known.flags());
                }
            }
        }
        return addresses.stream()
                .filter(address -> isUnusable(flags.getOrDefault(address, AddressFlags.NONE)))
                .toList();
    }

    private static boolean isUnusable(AddressFlags flags) {
        boolean checked = flags.has(AddressFlags.TENTATIVE) && !flags.has(AddressFlags.OPTIMISTIC);
        return checked || flags.has(AddressFlags.DADFAILED);
    }
}
