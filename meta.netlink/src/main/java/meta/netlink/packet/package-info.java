/**
 * Sends and receives probes and announcements of addresses on a LAN: ARP (RFC 826, RFC 5227) and neighbour discovery (RFC 4861, RFC 4862).
 *
 * <p>The kernel probes and announces only addresses that its devices have. A {@linkplain meta.netlink.packet.PacketSocket packet socket} can probe an
 * address before a device has the address, and announce an address at any time:
 *
 * <pre>{@code
 * try (PacketSocket socket = thread.call(() -> PacketSocket.open(ifindex))) {
 *     socket.send(ArpFrame.probe(ownMac, address));
 *     Optional<ArpOrNdpFrame> answer = socket.receive(Duration.ofSeconds(1));
 * }
 * }</pre>
 */
@NullMarked
package meta.netlink.packet;

import org.jspecify.annotations.NullMarked;
