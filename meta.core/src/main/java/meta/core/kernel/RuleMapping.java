package meta.core.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import meta.netlink.Attribute;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.message.RuleMessage;
import meta.spi.net.Netns;
import meta.spi.net.Rule;
import org.jspecify.annotations.Nullable;

/** Translates rules from and to netlink messages. A selector that {@link Rule} has no component for, such as a mark, is kept as an attribute. */
public final class RuleMapping {
    private static final int FRA_IIFNAME = 3; // linux/fib_rules.h
    private static final int FRA_FWMARK = 10;
    private static final int FRA_SUPPRESS_PREFIXLEN = 14;
    private static final int FRA_FWMASK = 16;
    private static final int FRA_OIFNAME = 17;
    private static final int FIB_RULE_INVERT = 2;
    private static final Attribute SUPPRESS_NOTHING = Attribute.ofInt(FRA_SUPPRESS_PREFIXLEN, -1);

    private RuleMapping() {}

    /** {@return the rule; empty if it is inverted or selects by type of service, which no attribute expresses} */
    public static Optional<Rule> read(RuleMessage message, Netns netns) {
        if ((message.flags() & FIB_RULE_INVERT) != 0
                || message.tos() != 0
                || !message.family().isIp()) {
            return Optional.empty();
        }
        Integer priority = message.priority();
        RouteProtocol protocol = message.protocol();
        Rule.Key key = new Rule.Key(
                netns,
                priority == null ? 0 : Integer.toUnsignedLong(priority),
                message.sourcePrefix(),
                message.destinationPrefix(),
                message.action(),
                message.table(),
                otherSelectors(message));
        return Optional.of(new Rule(key, protocol == null ? RouteProtocol.UNSPEC : protocol));
    }

    /** {@return the message that creates or deletes the rule} */
    public static RuleMessage write(Rule rule) {
        Rule.Key key = rule.key();
        return new RuleMessage(
                rule.family(),
                key.to().length(),
                key.from().length(),
                0,
                key.table(),
                key.action(),
                0,
                address(key.to()),
                address(key.from()),
                (int) key.priority(),
                null,
                null,
                null,
                null,
                rule.protocol(),
                key.others());
    }

    private static List<Attribute> otherSelectors(RuleMessage message) {
        List<Attribute> selectors = new ArrayList<>();
        addNumber(selectors, FRA_FWMARK, message.fwmark());
        addNumber(selectors, FRA_FWMASK, message.fwmask());
        addName(selectors, FRA_IIFNAME, message.inputName());
        addName(selectors, FRA_OIFNAME, message.outputName());
        for (Attribute attribute : message.unknown()) {
            if (!attribute.equals(SUPPRESS_NOTHING)) { // the kernel reports it for every rule
                selectors.add(attribute);
            }
        }
        return selectors;
    }

    private static void addNumber(List<Attribute> selectors, int type, @Nullable Integer number) {
        if (number != null) {
            selectors.add(Attribute.ofInt(type, number));
        }
    }

    private static void addName(List<Attribute> selectors, int type, @Nullable String name) {
        if (name != null) {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            selectors.add(new Attribute(type, Arrays.copyOf(text, text.length + 1))); // ends with a zero byte
        }
    }

    private static @Nullable IpAddress address(Prefix prefix) {
        return prefix.isAll() ? null : prefix.address();
    }
}
