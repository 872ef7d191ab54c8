package meta.core.reconcile.packet;

import java.util.Optional;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.packet.ArpFrame;
import meta.netlink.packet.ArpOrNdpFrame;
import meta.netlink.packet.NdpFrame;
import meta.netlink.packet.NdpMessage;
import meta.spi.Plan;

/**
 * Another host, found in a received frame, that has the address of a probe or request, or sends a probe for it (RFC 5227 2.1.1, RFC 4862
 * 5.4).
 *
 * @param address the address of the probe or request
 * @param lladdr the link-layer address of the other host
 * @param hasIt whether the other host has the address; if not, the other host probes for the address
 */
record ConflictingHost(IpAddress address, MacAddress lladdr, boolean hasIt) {

    /**
     * {@return the other host that a received frame shows; empty if there is none}
     *
     * <p>The link-layer address in the message identifies the host, because another host may have forwarded the frame. If an NDP message
     * contains none, the source address of the frame counts. A frame is ignored if either address is the device's own or in
     * {@link Plan.Probe#ours}.
     *
     * @param probe the probe; a request is given as the probe of {@link ProbeSchedule#probe}
     * @param own the link-layer address of the device that has received the frame
     */
    static Optional<ConflictingHost> in(ArpOrNdpFrame frame, Plan.Probe probe, MacAddress own) {
        IpAddress address = probe.claim().address();
        return sender(frame, address).filter(sender -> {
            boolean ours =
                    isOurs(sender.lladdr, probe, own) || isOurs(frame.ethernet().source(), probe, own);
            return !ours;
        });
    }

    private static Optional<ConflictingHost> sender(ArpOrNdpFrame frame, IpAddress address) {
        return switch (frame) {
            case ArpFrame arp -> {
                boolean hasIt = arp.senderAddress().equals(address);
                boolean probes = arp.senderAddress().isUnspecified()
                        && arp.targetAddress().equals(address)
                        && arp.operation() == ArpFrame.REQUEST;
                yield host(address, arp.sender(), hasIt, probes);
            }
            case NdpFrame ndp -> sender(ndp, address);
        };
    }

    private static Optional<ConflictingHost> sender(NdpFrame ndp, IpAddress address) {
        boolean isTarget = ndp.message().target().equals(address);
        boolean probes = ndp.source().isUnspecified();
        MacAddress inMessage = ndp.message().lladdr();
        MacAddress lladdr = inMessage.equals(MacAddress.NONE) ? ndp.ethernet().source() : inMessage;
        return switch (ndp.message()) {
            case NdpMessage.Solicitation _ -> host(address, lladdr, ndp.source().equals(address), isTarget && probes);
            case NdpMessage.Advertisement _ -> host(address, lladdr, isTarget, false);
        };
    }

    private static Optional<ConflictingHost> host(IpAddress address, MacAddress lladdr, boolean hasIt, boolean probes) {
        return hasIt || probes ? Optional.of(new ConflictingHost(address, lladdr, hasIt)) : Optional.empty();
    }

    private static boolean isOurs(MacAddress lladdr, Plan.Probe probe, MacAddress own) {
        return lladdr.equals(own) || probe.ours().contains(lladdr);
    }

    /** {@return a text for an error, such as {@code 0a:00:00:00:00:0f has this address}} */
    String description() {
        return lladdr + (hasIt ? " has this address" : " probes for this address at the same time");
    }
}
