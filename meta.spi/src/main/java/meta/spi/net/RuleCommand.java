package meta.spi.net;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;

/** Builds the {@code ip rule} command for a rule (ip-rule(8)). */
final class RuleCommand {
    private final CommandWords words;
    private final RuleSelectors selectors;
    /** The numbers of the attributes that words of {@code ip} already express. */
    private final Set<Integer> named = new HashSet<>();

    private RuleCommand(CommandWords words, RuleSelectors selectors) {
        this.words = words;
        this.selectors = selectors;
    }

    /**
     * {@return the command for the rule}
     *
     * @param verb {@code add} or {@code del}
     */
    static CommandWords rule(String verb, Rule rule) {
        Rule.Key key = rule.key();
        boolean lookup = key.action().equals(RuleAction.TO_TABLE);
        OptionalInt target =
                key.action().equals(RuleAction.GOTO) ? key.selectors().target() : OptionalInt.empty();
        CommandWords words = CommandWords.of(CommandWords.IP)
                .plainIf(rule.family().equals(Family.IPV6), "-6") // ip does not infer it from the addresses
                .plain("rule", verb)
                .quotedIf(!key.from().isAll(), "from", block(key.from()))
                .quotedIf(!key.to().isAll(), "to", block(key.to()));
        new RuleCommand(words, key.selectors()).addSelectors(target.isPresent());
        return words.plainIf(!lookup, key.action().toString())
                .plain(target.stream().mapToObj(Integer::toUnsignedString).toArray(String[]::new))
                .quotedIf(lookup || !key.table().equals(RouteTable.UNSPEC), "lookup", key.table())
                .quoted("priority", key.priority())
                .quotedIf(!rule.protocol().equals(RouteProtocol.UNSPEC), "protocol", rule.protocol());
    }

    private void addSelectors(boolean leads) {
        words.quotedIf(selectors.tos() != 0, "tos", hex(selectors.tos()));
        addMark();
        add("iif", RuleSelectors.INPUT, selectors.input());
        add("oif", RuleSelectors.OUTPUT, selectors.output());
        add("ipproto", RuleSelectors.IP_PROTOCOL, boxed(selectors.ipProtocol()));
        add("sport", RuleSelectors.SOURCE_PORTS, selectors.sourcePorts());
        add("dport", RuleSelectors.DESTINATION_PORTS, selectors.destinationPorts());
        add("uidrange", RuleSelectors.UIDS, selectors.uids().map(uids -> uids.first() + "-" + uids.last()));
        add("suppress_prefixlength", RuleSelectors.SUPPRESS_PREFIX_LENGTH, boxed(selectors.suppressedPrefixLength()));
        if (leads) {
            named.add(RuleSelectors.GOTO_TARGET);
        }
        List<Attribute> others = selectors.attributes().stream()
                .filter(attribute -> !named.contains(attribute.type()))
                .toList();
        words.attributes(others);
    }

    private void addMark() {
        if (selectors.mark().isPresent() && selectors.mask().isPresent()) {
            int mask = selectors.mask().getAsInt();
            String mark = hex(selectors.mark().getAsInt());
            words.quoted(
                    "fwmark", mask == RuleSelectors.WHOLE_MARK && !mark.equals("0x0") ? mark : mark + "/" + hex(mask));
            named.addAll(List.of(RuleSelectors.MARK, RuleSelectors.MASK));
        }
    }

    private void add(String keyword, int type, Optional<?> value) {
        if (value.isPresent()) {
            words.quoted(keyword, value.get());
            named.add(type);
        }
    }

    private static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    private static String hex(int number) {
        return "0x" + Integer.toHexString(number);
    }

    private static Object block(Prefix prefix) {
        return prefix.isSingle() ? prefix.address() : prefix;
    }
}
