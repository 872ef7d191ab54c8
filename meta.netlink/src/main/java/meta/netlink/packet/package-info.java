/**
 * Sends and receives probes and announcements of addresses on a link: ARP (RFC 826, RFC 5227) and neighbour discovery (RFC 4861, RFC 4862).
 *
 * <p>The kernel probes and announces only its own addresses. A {@linkplain meta.netlink.packet.PacketSocket packet socket} can also probe an address
 * before it is assigned, and announce it at any time:
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
