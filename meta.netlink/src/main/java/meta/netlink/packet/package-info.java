/**
 * Asks and tells the stations on a link who has an address: ARP (RFC 826, RFC 5227) and neighbour discovery (RFC 4861, RFC 4862).
 *
 * <p>The kernel does this by itself for addresses that it has. Here it is done from outside of it, by
 * {@linkplain meta.netlink.packet.PacketSocket packet sockets}, so that an address can be asked for before it is used, and told when the
 * kernel sees no reason to. A {@link meta.netlink.packet.LinkFrame} is an {@link meta.netlink.packet.ArpFrame} or an
 * {@link meta.netlink.packet.NdpFrame}; frames that are neither, or not as the RFCs want them, are not seen at all:
 *
 * <pre>{@code
 * try (PacketSocket socket = thread.call(() -> PacketSocket.open(ifindex))) {
 *     socket.send(ArpFrame.probe(ownMac, address));
 *     Optional<LinkFrame> answer = socket.receive(Duration.ofSeconds(1));
 * }
 * }</pre>
 */
@NullMarked
package meta.netlink.packet;

import org.jspecify.annotations.NullMarked;
