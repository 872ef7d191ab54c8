package meta.core.reconcile.packet;

import java.util.Optional;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.packet.ArpFrame;
import meta.netlink.packet.LinkFrame;
import meta.netlink.packet.NdpFrame;
import meta.netlink.packet.NdpMessage;
import meta.spi.Plan;

/**
 * What a station says against a claim to an address.
 *
 * @param address the address
 * @param station who says it
 * @param hasIt whether it has the address; otherwise it is about to take it, and asks just as we do
 */
record ConflictingHost(IpAddress address, MacAddress station, boolean hasIt) {

    /**
     * {@return what a frame says against a probe; empty where it says nothing}
     *
     * @param frame the frame
     * @param probe what we have asked
     * @param own the link-layer address of the device that we ask by
     */
    static Optional<ConflictingHost> in(LinkFrame frame, Plan.Probe probe, MacAddress own) {
        IpAddress address = probe.claim().address();
        return said(frame, address).filter(said -> {
            boolean harmless =
                    isOurs(said.station, probe, own) || isOurs(frame.ethernet().source(), probe, own);
            return !harmless;
        });
    }

    private static Optional<ConflictingHost> said(LinkFrame frame, IpAddress address) {
        return switch (frame) {
            case ArpFrame arp -> {
                boolean hasIt = arp.senderAddress().equals(address);
                boolean asks = arp.senderAddress().isUnspecified()
                        && arp.targetAddress().equals(address)
                        && arp.operation() == ArpFrame.REQUEST;
                yield objection(address, arp.sender(), hasIt, asks);
            }
            case NdpFrame ndp -> said(ndp, address);
        };
    }

    private static Optional<ConflictingHost> said(NdpFrame ndp, IpAddress address) {
        boolean about = ndp.message().target().equals(address);
        boolean asks = ndp.source().isUnspecified();
        MacAddress lladdr = ndp.message().lladdr();
        MacAddress station = lladdr.equals(MacAddress.NONE) ? ndp.ethernet().source() : lladdr;
        return switch (ndp.message()) {
            case NdpMessage.Solicitation _ ->
                objection(address, station, ndp.source().equals(address), about && asks);
            case NdpMessage.Advertisement _ -> objection(address, station, about, false);
        };
    }

    private static Optional<ConflictingHost> objection(
            IpAddress address, MacAddress station, boolean hasIt, boolean asks) {
        return hasIt || asks ? Optional.of(new ConflictingHost(address, station, hasIt)) : Optional.empty();
    }

    private static boolean isOurs(MacAddress station, Plan.Probe probe, MacAddress own) {
        return station.equals(own) || probe.ours().contains(station);
    }

    /** {@return who it is and what it says, in words} */
    String inWords() {
        return station + (hasIt ? " has this address" : " asks for this address at the same time");
    }
}
