package meta.spi.net;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.RouteProtocol;

/**
 * The command line that creates, changes or removes an object, for texts that a user reads: one or more calls of {@code ip} (iproute2),
 * {@code sysctl} or, for the removal of a sysctl, {@code rm}. Nothing is executed. Immutable.
 *
 * <p>Words are quoted for a shell. Some attributes, flags and neighbour states are printed as numbers, as in {@code attribute 22
 * 0x0800...}; {@code ip} rejects such a command.
 */
public final class IpCommand {
    private static final List<String> FOLDERS = List.of("/run/netns/", "/var/run/netns/");

    private final List<Run> runs;

    /** One call of a program in a namespace. */
    private record Run(Netns netns, List<String> words) {}

    private IpCommand(List<Run> runs) {
        this.runs = List.copyOf(runs);
    }

    /**
     * {@return the command that creates the object, or changes the existing object with the same key}
     *
     * <p>A link must exist. A veth pair, or a rule with the same key, must not exist. For a route whose {@linkplain Route.Key#rank rank} is
     * not 0, the command adds a further route. Some properties do not change, such as the kind and the peer of a link, and the scope of an
     * address.
     */
    public static IpCommand ensure(NetworkObject object) {
        return switch (object) {
            case Link link -> of(link.netns(), LinkCommand.set(link));
            case VethPair pair -> pair(pair);
            case Address address -> of(address.netns(), AddressCommand.write("replace", address));
            case Route route -> of(route.netns(), RouteCommand.write(beside(route, "replace"), route));
            case Rule rule -> of(rule.netns(), RuleCommand.rule("add", rule)); // ip has no other verb for a rule
            case Neighbor neighbor -> of(neighbor.netns(), NeighborCommand.write("replace", neighbor));
            case SysctlValue sysctl -> of(sysctl.netns(), SysctlCommand.write(sysctl));
        };
    }

    /**
     * {@return the command that creates the object}
     *
     * <p>Most commands fail with {@code EEXIST} if an object with the same key exists. The command for a sysctl changes the value. The
     * command for a route whose {@linkplain Route.Key#rank rank} is not 0, or for a rule with another protocol number, can add a further
     * object.
     */
    public static IpCommand create(NetworkObject object) {
        return switch (object) {
            case Link link -> created(link);
            case Address address -> of(address.netns(), AddressCommand.write("add", address));
            case Route route -> of(route.netns(), RouteCommand.write(beside(route, "add"), route));
            case Neighbor neighbor -> of(neighbor.netns(), NeighborCommand.write("add", neighbor));
            case VethPair _, Rule _, SysctlValue _ -> ensure(object);
        };
    }

    private static String beside(Route route, String verb) {
        return route.key().rank() == 0 ? verb : "append";
    }

    /**
     * {@return the command that changes the object {@code before} into the object {@code after}, which has the same key}
     *
     * <p>Some objects, such as rules, are removed and created again. Some properties do not change, such as the kind, the data and the peer
     * of a link, and the scope of an address. A device loses its master if the changed link has none. Must not be called for veth pairs;
     * the two ends are changed as two links.
     */
    public static IpCommand change(NetworkObject before, NetworkObject after) {
        if (before instanceof Link was && after instanceof Link link) {
            return of(link.netns(), LinkCommand.change(was, link));
        }
        return isReplaceable(before, after) ? ensure(after) : remove(before).then(ensure(after));
    }

    private static boolean isReplaceable(NetworkObject before, NetworkObject after) {
        return switch (after) {
            case Rule _ -> false; // the kernel would keep the old rule, or reject the new one
            case Route route -> route.key().rank() == 0; // ip would replace the route with rank 0
            case Neighbor neighbor -> !(before instanceof Neighbor was && losesProtocol(was, neighbor));
            case Link _, VethPair _, Address _, SysctlValue _ -> true;
        };
    }

    /** The kernel would keep the protocol number when the entry is replaced. */
    private static boolean losesProtocol(Neighbor before, Neighbor after) {
        return after.protocol().equals(RouteProtocol.UNSPEC)
                && !before.protocol().equals(RouteProtocol.UNSPEC);
    }

    private IpCommand then(IpCommand next) {
        List<Run> both = new ArrayList<>(runs);
        both.addAll(next.runs);
        return new IpCommand(both);
    }

    /** {@return the command that removes the object} Of several matching routes, it removes the first. For a sysctl, it always fails. */
    public static IpCommand remove(NetworkObject object) {
        return switch (object) {
            case Link link -> of(link.netns(), LinkCommand.delete(link));
            case VethPair pair -> of(Netns.HOST, LinkCommand.delete(pair));
            case Address address -> of(address.netns(), AddressCommand.delete(address));
            case Route route -> of(route.netns(), RouteCommand.delete(route));
            case Rule rule -> of(rule.netns(), RuleCommand.rule("del", rule));
            case Neighbor neighbor -> of(neighbor.netns(), NeighborCommand.delete(neighbor));
            case SysctlValue sysctl -> of(sysctl.netns(), SysctlCommand.delete(sysctl));
        };
    }

    private static IpCommand of(Netns netns, CommandWords words) {
        return new IpCommand(List.of(new Run(netns, words.list())));
    }

    private static IpCommand created(Link link) {
        Run add = new Run(link.netns(), LinkCommand.add(link).list());
        return link.alias().isEmpty()
                ? new IpCommand(List.of(add))
                : new IpCommand(List.of(
                        add, new Run(link.netns(), LinkCommand.setAlias(link).list())));
    }

    private static IpCommand pair(VethPair pair) {
        List<Run> runs = new ArrayList<>();
        runs.add(new Run(Netns.HOST, LinkCommand.add(pair).list()));
        for (Link end : List.of(pair.host(), pair.pod())) {
            if (end.up() || !end.alias().isEmpty() || !end.master().isEmpty()) {
                runs.add(new Run(end.netns(), LinkCommand.finish(end).list()));
            }
        }
        return new IpCommand(runs);
    }

    /** {@return a text for each call of a program, with the namespace in front, as in {@code pod  ip link set veth0 up}} */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Run run : runs) {
            String place = run.netns() == Netns.HOST ? "host " : "pod  ";
            lines.add(place + joined(run.words(), Netns.POD.toString()));
        }
        return lines;
    }

    /**
     * {@return the command for a shell on the host, with {@code &&} between the calls of programs}
     *
     * @param pod the pod's namespace: a name of {@code ip netns}, or the path of the namespace's file
     */
    public String inShell(String pod) {
        StringBuilder text = new StringBuilder();
        for (String line : shellLines(pod)) {
            text.append(text.isEmpty() ? "" : " && ").append(line);
        }
        return text.toString();
    }

    /**
     * {@return the commands of {@link #inShell(String)}, a text for each call of a program}
     *
     * @param pod as for that method
     */
    public List<String> shellLines(String pod) {
        String name = name(pod);
        String plain = CommandWords.forShell(name.isEmpty() ? pod : name);
        List<String> lines = new ArrayList<>();
        for (Run run : runs) {
            lines.add(run.netns() == Netns.HOST ? joined(run.words(), plain) : inPod(run.words(), name, plain));
        }
        return lines;
    }

    private static String inPod(List<String> words, String name, String plain) {
        String text = joined(words, plain);
        boolean ip = !name.isEmpty() && words.getFirst().equals(CommandWords.IP);
        return ip ? "ip -n " + plain + text.substring(CommandWords.IP.length()) : entering(name, plain) + text;
    }

    private static String entering(String name, String plain) {
        return name.isEmpty() ? "nsenter --net=" + plain + " " : "ip netns exec " + plain + " ";
    }

    /**
     * {@return the command of another program, such as {@code arping}, for a shell on the host}
     *
     * @param command the command as it would be typed within the namespace, with quotes where a shell needs them
     * @param netns the namespace in which the command should run
     * @param pod as for {@link #inShell(String)}
     */
    public static String inShell(String command, Netns netns, String pod) {
        String name = name(pod);
        return netns == Netns.HOST
                ? command
                : entering(name, CommandWords.forShell(name.isEmpty() ? pod : name)) + command;
    }

    private static String name(String pod) {
        for (String folder : FOLDERS) {
            if (pod.startsWith(folder) && pod.indexOf('/', folder.length()) < 0) {
                return pod.substring(folder.length());
            }
        }
        return pod.indexOf('/') < 0 ? pod : "";
    }

    private static String joined(List<String> words, String podName) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            text.append(text.isEmpty() ? "" : " ").append(word.equals(CommandWords.POD) ? podName : word);
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpCommand that && runs.equals(that.runs);
    }

    @Override
    public int hashCode() {
        return runs.hashCode();
    }

    /** {@return the command for a shell on the host, with the name {@code pod} for the pod's namespace} */
    @Override
    public String toString() {
        return inShell(Netns.POD.toString());
    }
}
