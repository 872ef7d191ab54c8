package meta.spi.net;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;

/** The words of {@code ip rule} (ip-rule(8)). */
final class RuleWords {
    private RuleWords() {}

    static Words rule(String verb, Rule rule) {
        Rule.Key key = rule.key();
        boolean lookup = key.action().equals(RuleAction.TO_TABLE);
        List<Attribute> targets = key.others().stream()
                .filter(attribute -> key.action().equals(RuleAction.GOTO) && attribute.type() == Rule.GOTO_TARGET)
                .filter(attribute -> attribute.value().length == Integer.BYTES)
                .toList();
        List<Attribute> selectors = key.others().stream()
                .filter(attribute -> !targets.contains(attribute))
                .toList();
        return Words.of(Words.IP)
                .plusIf(rule.family().equals(Family.IPV6), "-6") // not inferred from the addresses of a rule
                .plus("rule", verb)
                .andIf(!key.from().isAll(), "from", block(key.from()))
                .andIf(!key.to().isAll(), "to", block(key.to()))
                .attributes(selectors)
                .plusIf(!lookup, key.action().toString())
                .plus(targets.stream().map(RuleWords::priority).toArray(String[]::new))
                .andIf(lookup || !key.table().equals(RouteTable.UNSPEC), "lookup", key.table())
                .and("priority", key.priority())
                .andIf(!rule.protocol().equals(RouteProtocol.UNSPEC), "protocol", rule.protocol());
    }

    private static String priority(Attribute target) {
        return Integer.toUnsignedString(target.asInt());
    }

    private static Object block(Prefix prefix) {
        return prefix.isSingle() ? prefix.address() : prefix;
    }
}
