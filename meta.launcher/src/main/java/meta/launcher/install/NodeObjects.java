package meta.launcher.install;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.Family;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.RuleMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.Attachment;
import meta.spi.net.Ownership;

/**
 * The objects in the network namespace of this process that calls have created.
 *
 * @param pods the devices that lead to pods, each with its mark, which names network, container and interface
 * @param rules the rules of the node; they belong to no single pod
 */
public record NodeObjects(List<String> pods, List<RuleMessage> rules) {
    static final NodeObjects NONE = new NodeObjects(List.of(), List.of());

    public NodeObjects {
        pods = List.copyOf(pods);
        rules = List.copyOf(rules);
    }

    /** {@return the objects of the node} */
    public static NodeObjects read() throws InstallException {
        try (NetlinkSocket socket = NetlinkSocket.open()) {
            List<String> pods = new ArrayList<>();
            for (NetlinkMessage message : dump(socket, LinkMessage.any())) {
                if (message instanceof LinkMessage link && Attachment.isMark(String.valueOf(link.alias()))) {
                    pods.add(link.name() + ": " + link.alias());
                }
            }
            List<RuleMessage> rules = new ArrayList<>();
            for (Family family : List.of(Family.IPV4, Family.IPV6)) {
                for (NetlinkMessage message : dump(socket, RuleMessage.any(family))) {
                    if (message instanceof RuleMessage rule && Ownership.PROTOCOL.equals(rule.protocol())) {
                        rules.add(rule);
                    }
                }
            }
            return new NodeObjects(pods, rules);
        } catch (NetlinkException e) {
            throw new InstallException("the objects of the node cannot be listed: " + e.getMessage());
        }
    }

    private static List<NetlinkMessage> dump(NetlinkSocket socket, NetlinkMessage like) throws InstallException {
        return switch (socket.dump(Request.dump(like))) {
            case Reply.Acknowledged(List<NetlinkMessage> answers) -> answers;
            case Reply.Rejected refused ->
                throw new InstallException("the objects of the node cannot be listed: " + refused);
        };
    }

    /** Removes the rules. {@return a line for each} */
    List<String> removeRules() throws InstallException {
        if (rules.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        try (NetlinkSocket socket = NetlinkSocket.open()) {
            for (RuleMessage rule : rules) {
                String name = "rule " + rule.priority() + " of table " + rule.table();
                Reply reply = socket.send(List.of(Request.delete(rule))).getFirst();
                lines.add(reply instanceof Reply.Rejected refused ? name + ": " + refused : name + ": removed");
            }
        } catch (NetlinkException e) {
            throw new InstallException("the rules of the node cannot be removed: " + e.getMessage());
        }
        return lines;
    }
}
