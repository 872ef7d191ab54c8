package meta.launcher.install;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import meta.netlink.Errno;
import meta.netlink.Family;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.Attachment;
import meta.spi.net.Ownership;
import meta.spi.routing.HostTable;
import meta.spi.routing.RulePriority;

/**
 * The objects in the node's network namespace that an uninstall must consider.
 *
 * @param pods a line for each device that counts as leading to a pod, sorted. A device counts if its alias ({@code ifalias}) names an
 *     attachment, or if it is the only device of a route with protocol 109
 * @param rules the rules like {@link HostTable#rule} whose table contains no routes of their family
 */
public record NodeObjects(List<String> pods, List<RuleMessage> rules) {
    static final NodeObjects NONE = new NodeObjects(List.of(), List.of());

    public NodeObjects {
        pods = List.copyOf(pods);
        rules = List.copyOf(rules);
    }

    /**
     * {@return the objects in the network namespace of the calling thread, which must be the node's}
     *
     * @throws InstallException if the objects cannot be listed
     */
    public static NodeObjects read() throws InstallException {
        try (NetlinkSocket socket = NetlinkSocket.open()) {
            Set<String> pods = new TreeSet<>();
            Map<Integer, String> unmarked = new HashMap<>();
            for (NetlinkMessage message : dump(socket, LinkMessage.any())) {
                if (message instanceof LinkMessage link && Attachment.isMark(String.valueOf(link.alias()))) {
                    pods.add(link.name() + ": " + link.alias());
                } else if (message instanceof LinkMessage link) {
                    unmarked.put(link.ifindex(), String.valueOf(link.name()));
                }
            }
            List<RuleMessage> rules = new ArrayList<>();
            for (Family family : List.of(Family.IPV4, Family.IPV6)) {
                Set<RouteTable> used = new HashSet<>();
                for (NetlinkMessage message : dump(socket, RouteMessage.any(family))) {
                    if (message instanceof RouteMessage route) {
                        used.add(route.table());
                        String device = unmarked.get(route.outputIndex());
                        if (device != null && route.protocol().equals(Ownership.PROTOCOL)) {
                            pods.add(device + ": has a route with protocol 109");
                        }
                    }
                }
                for (NetlinkMessage message : dump(socket, RuleMessage.any(family))) {
                    if (message instanceof RuleMessage rule && isOurs(rule) && !used.contains(rule.table())) {
                        rules.add(rule);
                    }
                }
            }
            return new NodeObjects(List.copyOf(pods), rules);
        } catch (NetlinkException | MalformedMessageException e) {
            throw new InstallException("the objects of the node cannot be listed: " + e.getMessage());
        }
    }

    /**
     * {@return whether the rule has the priority, protocol and prefixes of a {@link HostTable#rule}, no packet mark, and a table other than
     * the main table} The protocol alone does not suffice, because the kernel's own rules have it, too.
     */
    private static boolean isOurs(RuleMessage rule) {
        Integer priority = rule.priority();
        return priority != null
                && priority == RulePriority.TO
                && RouteProtocol.KERNEL.equals(rule.protocol())
                && rule.destinationPrefix().isAll()
                && rule.sourcePrefix().isAll()
                && rule.fwmark() == null
                && !rule.table().equals(RouteTable.MAIN);
    }

    private static List<NetlinkMessage> dump(NetlinkSocket socket, NetlinkMessage like) throws InstallException {
        return switch (socket.dump(Request.dump(like))) {
            case Reply.Acknowledged(List<NetlinkMessage> answers) -> answers;
            case Reply.Rejected rejected ->
                throw new InstallException("the objects of the node cannot be listed: " + rejected);
        };
    }

    /** {@return the priority and table of each rule, for people} */
    List<String> ruleNames() {
        return rules.stream().map(NodeObjects::name).toList();
    }

    private static String name(RuleMessage rule) {
        return "rule " + rule.priority() + " of table " + rule.table();
    }

    /**
     * Removes the rules from the network namespace of the calling thread, which must be the node's.
     *
     * @return a line for each rule, for people
     * @throws InstallException if the netlink socket fails, or the kernel rejects a removal with an errno other than {@code ENOENT}
     */
    List<String> removeRules() throws InstallException {
        if (rules.isEmpty()) {
            return List.of();
        }
        List<String> removed = new ArrayList<>();
        List<String> rejections = new ArrayList<>();
        try (NetlinkSocket socket = NetlinkSocket.open()) {
            for (RuleMessage rule : rules) {
                String name = name(rule);
                Reply reply = socket.send(List.of(Request.delete(rule))).getFirst();
                if (reply instanceof Reply.Rejected rejected
                        && !rejected.errno().equals(Errno.ENOENT)) {
                    rejections.add(name + ": " + rejected);
                } else {
                    removed.add(name + ": removed");
                }
            }
        } catch (NetlinkException e) {
            throw new InstallException("the rules of the node cannot be removed: " + e.getMessage());
        }
        if (!rejections.isEmpty()) {
            throw new InstallException(
                    "the rules of the node cannot be removed; repeat the uninstall: " + String.join("; ", rejections));
        }
        return removed;
    }
}
