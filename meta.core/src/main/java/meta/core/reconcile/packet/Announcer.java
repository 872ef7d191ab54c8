package meta.core.reconcile.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.kernel.KernelPort;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NeighborMessage;
import meta.netlink.packet.ArpFrame;
import meta.netlink.packet.ArpOrNdpFrame;
import meta.netlink.packet.Icmpv6Socket;
import meta.netlink.packet.NdpFrame;
import meta.netlink.packet.NdpMessage;
import meta.netlink.packet.PacketException;
import meta.netlink.packet.PacketSocket;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Announces addresses to the other hosts on a LAN.
 *
 * <p>Avoids packet sockets if possible, because the kernel needs much time to close one.
 *
 * @param netns the path of the pod's namespace, for commands in logs
 */
record Announcer(KernelPort kernel, String netns) {
    private static final Logger LOG = LogManager.getLogger(Announcer.class);
    private static final String NOTIFY = "ndisc_notify";
    private static final String ON = "1";

    /**
     * Sends the announcements that duplicate address detection permits. An error on a device is logged as a warning, and does not affect
     * the other devices.
     */
    void announce(List<Plan.Announce> announcements) {
        List<Plan.Announce> left = new ArrayList<>(announcements);
        while (!left.isEmpty()) {
            Claim first = left.getFirst().claim();
            List<Plan.Announce> onOneLink = left.stream()
                    .filter(announcement -> announcement.claim().netns() == first.netns()
                            && announcement.claim().device().equals(first.device()))
                    .toList();
            left.removeAll(onOneLink);
            try {
                announceOnOneLink(first, onOneLink);
            } catch (PacketException | NetlinkException | MalformedMessageException e) {
                LOG.warn("{}: {}", PacketShellCommand.inShell(onOneLink.getFirst(), netns), e.getMessage());
            }
        }
    }

    private void announceOnOneLink(Claim link, List<Plan.Announce> announcements) {
        Optional<EthernetDevice> nic = EthernetDevice.find(link.netns(), link.device(), kernel);
        String problem = EthernetDevice.problem(nic, link.device());
        if (nic.isEmpty() || !problem.isEmpty()) {
            LOG.warn("{}: {}", PacketShellCommand.inShell(announcements.getFirst(), netns), problem);
            return;
        }
        DeviceAddresses addresses = DeviceAddresses.of(nic.get(), kernel);
        List<IpAddress> unusable = notYetUsable(link, nic.get(), addresses, announcements);
        List<Plan.Announce> byFrame = new ArrayList<>();
        for (Plan.Announce announcement : announcements) {
            IpAddress address = announcement.claim().address();
            if (unusable.contains(address)) {
                continue;
            }
            if (sendWithoutFrame(address, nic.get(), addresses)) {
                LOG.debug("{}", PacketShellCommand.inShell(announcement, netns));
            } else {
                byFrame.add(announcement);
            }
        }
        sendFrames(nic.get(), byFrame);
    }

    /** {@return whether the address was announced; if not, a frame must announce it} */
    private boolean sendWithoutFrame(IpAddress address, EthernetDevice nic, DeviceAddresses addresses) {
        return address.isIpv4()
                ? addresses.isSourceOfRequestsForItself(address) && request(address, nic)
                : addresses.isUsable(address) && advertise(address, nic);
    }

    /**
     * Makes the kernel send an ARP request for an address of the device itself, which is an announcement (RFC 5227 2.3).
     *
     * @return false if the kernel rejects the new neighbour entry that causes the ARP request
     */
    private boolean request(IpAddress address, EthernetDevice nic) {
        Reply reply = send(nic.netns(), Request.create(NeighborMessage.toResolve(address, nic.index())));
        if (reply instanceof Reply.Rejected) {
            return false; // such as EEXIST: the kernel already has a neighbour entry
        }
        send(nic.netns(), Request.delete(NeighborMessage.at(address, nic.index())));
        return true;
    }

    private Reply send(Netns netns, Request request) {
        return kernel.send(netns, List.of(request)).getFirst();
    }

    private boolean advertise(IpAddress address, EthernetDevice nic) {
        try (Icmpv6Socket socket = kernel.icmpv6Socket(nic.netns(), nic.index(), address)) {
            socket.send(new NdpMessage.Advertisement(address, nic.lladdr(), false, false, true));
            return true;
        } catch (PacketException e) {
            if (e.errno().equals(Errno.EADDRNOTAVAIL)) {
                return false;
            }
            throw e;
        }
    }

    private void sendFrames(EthernetDevice nic, List<Plan.Announce> announcements) {
        if (announcements.isEmpty()) {
            return;
        }
        try (PacketSocket socket = kernel.packetSocket(nic.netns(), nic.index())) {
            for (Plan.Announce announcement : announcements) {
                socket.send(frame(nic.lladdr(), announcement.claim().address()));
                LOG.debug("{}", PacketShellCommand.inShell(announcement, netns));
            }
        }
    }

    private static ArpOrNdpFrame frame(MacAddress own, IpAddress address) {
        return address.isIpv4() ? ArpFrame.announcement(own, address) : NdpFrame.announcement(own, address);
    }

    /**
     * {@return the IPv6 addresses that duplicate address detection does not permit to announce now (RFC 4862 5.4)} Sets
     * {@code ndisc_notify} of the device first, if necessary and possible, so that the kernel announces a tentative address when the
     * detection succeeds, unless it is optimistic.
     */
    private List<IpAddress> notYetUsable(
            Claim link, EthernetDevice nic, DeviceAddresses addresses, List<Plan.Announce> announcements) {
        List<IpAddress> ipv6 = announcements.stream()
                .map(announcement -> announcement.claim().address())
                .filter(address -> !address.isIpv4())
                .toList();
        List<IpAddress> unusable = addresses.unusable(ipv6);
        if (unusable.isEmpty()) {
            return List.of();
        }
        SysctlValue notify = SysctlValue.of(link.netns(), SysctlValue.ipv6(link.device(), NOTIFY), ON);
        boolean isSet = kernel.readSysctls(link.netns(), List.of(notify.path())).contains(notify);
        if (!isSet && kernel.writeSysctl(notify) instanceof Reply.Rejected rejected) {
            LOG.warn("{} cannot be set, so {} may not be announced: {}", notify.path(), unusable, rejected);
        }
        // read again, because the kernel does not announce an address whose detection ended before the write
        List<IpAddress> still = DeviceAddresses.of(nic, kernel).unusable(ipv6);
        if (!still.isEmpty()) {
            LOG.debug("{} is not announced before duplicate address detection succeeds", still);
        }
        return still;
    }
}
