package meta.core.packet;

import java.util.List;
import java.util.Optional;
import meta.core.kernel.KernelPort;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.packet.ArpFrame;
import meta.netlink.packet.LinkFrame;
import meta.netlink.packet.NdpFrame;
import meta.netlink.packet.PacketException;
import meta.netlink.packet.PacketSocket;
import meta.netlink.socket.NetlinkException;
import meta.spi.Claim;
import meta.spi.Plan;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Tells the stations on a link who has an address now, so that none goes on sending to somebody else.
 *
 * @param kernel where the devices are
 */
record Announcer(KernelPort kernel) {
    private static final Logger LOG = LogManager.getLogger(Announcer.class);

    /** Tells all of it; what cannot be told is logged. */
    void tell(List<Plan.Announce> announcements) {
        for (Plan.Announce announcement : announcements) {
            try {
                tell(announcement.claim());
                LOG.debug("{}", PacketLine.of(announcement));
            } catch (PacketException | NetlinkException | MalformedMessageException e) {
                LOG.warn("{}: {}", PacketLine.of(announcement), e.getMessage());
            }
        }
    }

    private void tell(Claim claim) {
        Optional<Nic> nic = Nic.find(claim.netns(), claim.device(), kernel);
        if (nic.isEmpty()) {
            LOG.warn("{} has no link to tell that it has {} now", claim.device(), claim.address());
            return;
        }
        try (PacketSocket socket = kernel.packetSocket(claim.netns(), nic.get().index())) {
            socket.send(announcement(nic.get().lladdr(), claim.address()));
        }
    }

    private static LinkFrame announcement(MacAddress own, IpAddress address) {
        return address.isIpv4() ? ArpFrame.announcement(own, address) : NdpFrame.announcement(own, address);
    }
}
