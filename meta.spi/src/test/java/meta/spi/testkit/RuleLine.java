package meta.spi.testkit;

import java.util.Optional;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;
import meta.spi.net.Netns;
import meta.spi.net.Rule;
import meta.spi.net.RuleSelectors;

/** Parses the arguments of {@code ip rule}: {@code [from PREFIX] [to PREFIX] [lookup TABLE] [priority N] ...}. */
final class RuleLine {
    private static final int GOTO_TARGET = 4; // linux/fib_rules.h FRA_GOTO

    private RuleLine() {}

    /**
     * {@return the rule that the words describe}
     *
     * @param said the address family of {@code -4} or {@code -6}; counts only if no address shows the family. If it
     *     counts and is {@code UNSPEC}, the rule is for IPv4
     */
    static Rule read(Netns netns, Family said, Line line) {
        Optional<Prefix> from = Optional.empty();
        Optional<Prefix> to = Optional.empty();
        RuleAction action = RuleAction.TO_TABLE;
        RouteTable table = RouteTable.UNSPEC;
        long priority = 0;
        RouteProtocol protocol = RouteProtocol.UNSPEC;
        RuleSelectors selectors = RuleSelectors.NONE;
        while (line.hasNext()) {
            switch (line.next("a word")) {
                case "from" -> from = block(line);
                case "to" -> to = block(line);
                case "attribute" -> selectors = selectors.with(KernelNames.attribute(line));
                case "tos" -> selectors = selectors.withTos(line.number("a type of service"));
                case "fwmark" -> selectors = marked(selectors, line);
                case "iif" -> selectors = line.next("a device", selectors::withInput);
                case "oif" -> selectors = line.next("a device", selectors::withOutput);
                case "ipproto" ->
                    selectors = selectors.withIpProtocol(line.next("an IP protocol", RuleLine::ipProtocol));
                case "sport" -> {
                    RuleSelectors.Range ports = range(line, "ports");
                    selectors = selectors.withSourcePorts((int) ports.first(), (int) ports.last());
                }
                case "dport" -> {
                    RuleSelectors.Range ports = range(line, "ports");
                    selectors = selectors.withDestinationPorts((int) ports.first(), (int) ports.last());
                }
                case "uidrange" -> {
                    RuleSelectors.Range uids = range(line, "user ids");
                    selectors = selectors.withUids(uids.first(), uids.last());
                }
                case "suppress_prefixlength", "suppress_prefixlen" ->
                    selectors = selectors.withSuppressedPrefixLength(line.number("a prefix length"));
                case "goto" -> {
                    action = RuleAction.GOTO;
                    selectors = selectors.with(Attribute.ofInt(GOTO_TARGET, (int) line.unsignedInt("a priority")));
                }
                case "lookup" -> table = line.next("a table", KernelNames::table);
                case "priority" -> priority = line.unsignedInt("a priority");
                case "protocol" ->
                    protocol = line.next("a protocol", word -> KernelNames.ofByte(word, RouteProtocol::of));
                case String word when word.endsWith(":") -> priority = shownPriority(word, line);
                case String word -> action = action(word, line);
            }
        }
        Family family = to.map(Prefix::family).orElse(from.map(Prefix::family).orElse(said));
        Prefix any = Prefix.all(family.equals(Family.UNSPEC) ? Family.IPV4 : family);
        return Rule.of(
                Rule.Key.of(netns, priority, from.orElse(any), to.orElse(any), action, table, selectors), protocol);
    }

    private static RuleSelectors marked(RuleSelectors selectors, Line line) {
        return line.next("a mark such as 0x10 or 0x10/0xff", word -> {
            String[] parts = word.split("/", 2);
            int mark = bits(parts[0]);
            return parts.length == 1 ? selectors.withMark(mark) : selectors.withMark(mark, bits(parts[1]));
        });
    }

    private static int bits(String word) {
        long bits = Long.decode(word);
        if (bits < 0 || bits > 0xffff_ffffL) {
            throw new IllegalArgumentException("0 to 0xffffffff is expected");
        }
        return (int) bits;
    }

    private static int ipProtocol(String word) {
        return switch (word) {
            case "icmp" -> 1;
            case "tcp" -> 6;
            case "udp" -> 17;
            default -> Integer.parseInt(word);
        };
    }

    private static RuleSelectors.Range range(Line line, String of) {
        return line.next(of + " such as 80 or 1000-2000", word -> {
            String[] parts = word.split("-", 2);
            long first = Long.parseLong(parts[0]);
            return new RuleSelectors.Range(first, parts.length == 1 ? first : Long.parseLong(parts[1]));
        });
    }

    /** {@return the addresses; empty for the word {@code all}, which {@code ip rule show} prints for any address} */
    private static Optional<Prefix> block(Line line) {
        return line.next("an address or a subnet", word -> {
            if (word.equals("all")) {
                return Optional.empty();
            }
            return Optional.of(word.indexOf('/') < 0 ? IpAddress.parse(word).asPrefix() : Prefix.parse(word));
        });
    }

    /** {@return the priority in a word such as {@code 1100:}, with which {@code ip rule show} begins a line} */
    private static long shownPriority(String word, Line line) {
        try {
            return Integer.parseUnsignedInt(word.substring(0, word.length() - 1)) & 0xffff_ffffL;
        } catch (NumberFormatException e) {
            throw line.error("\"" + word + "\" is not a priority: " + e.getMessage());
        }
    }

    private static RuleAction action(String word, Line line) {
        try {
            return KernelNames.ofByte(word, RuleAction::of);
        } catch (IllegalArgumentException _) {
            throw line.unknownWord(
                    "a rule",
                    "from to lookup priority protocol tos fwmark iif oif ipproto sport dport uidrange suppress_prefixlength, and actions such as prohibit");
        }
    }
}
