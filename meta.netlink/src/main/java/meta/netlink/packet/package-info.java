/**
 * Sends and receives frames that probe, ask for and announce addresses on a LAN: ARP (RFC 826, RFC 5227) and neighbour discovery (RFC 4861,
 * RFC 4862).
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
