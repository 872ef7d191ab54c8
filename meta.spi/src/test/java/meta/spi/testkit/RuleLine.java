package meta.spi.testkit;

import java.util.ArrayList;
import java.util.List;
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

/** Reads {@code from ... to ... lookup TABLE priority N}. */
final class RuleLine {
    private static final int GOTO_TARGET = 4; // linux/fib_rules.h FRA_GOTO

    private RuleLine() {}

    /**
     * {@return the rule}
     *
     * @param said the family that the line names; the addresses of a rule also determine it
     */
    static Rule read(Netns netns, Family said, Line line) {
        Optional<Prefix> from = Optional.empty();
        Optional<Prefix> to = Optional.empty();
        RuleAction action = RuleAction.TO_TABLE;
        RouteTable table = RouteTable.UNSPEC;
        long priority = 0;
        RouteProtocol protocol = RouteProtocol.UNSPEC;
        List<Attribute> others = new ArrayList<>();
        while (line.hasNext()) {
            switch (line.next("a word")) {
                case "from" -> from = Optional.of(block(line));
                case "to" -> to = Optional.of(block(line));
                case "attribute" -> others.add(KernelNames.attribute(line));
                case "goto" -> {
                    action = RuleAction.GOTO;
                    others.add(Attribute.ofInt(GOTO_TARGET, (int) line.unsignedInt("a priority")));
                }
                case "lookup", "table" -> table = line.next("a table", KernelNames::table);
                case "priority" -> priority = line.unsignedInt("a priority");
                case "protocol" ->
                    protocol = line.next("a protocol", word -> KernelNames.ofByte(word, RouteProtocol::of));
                case String word -> action = action(word, line);
            }
        }
        Family family = to.map(Prefix::family).orElse(from.map(Prefix::family).orElse(said));
        Prefix any = Prefix.all(family.equals(Family.UNSPEC) ? Family.IPV4 : family);
        return new Rule(
                new Rule.Key(netns, priority, from.orElse(any), to.orElse(any), action, table, others), protocol);
    }

    private static Prefix block(Line line) {
        return line.next(
                "an address or a subnet",
                word -> word.indexOf('/') < 0 ? IpAddress.parse(word).asPrefix() : Prefix.parse(word));
    }

    private static RuleAction action(String word, Line line) {
        try {
            return KernelNames.ofByte(word, RuleAction::of);
        } catch (IllegalArgumentException _) {
            throw line.unknownWord("a rule", "from to lookup priority protocol, and actions such as prohibit");
        }
    }
}
