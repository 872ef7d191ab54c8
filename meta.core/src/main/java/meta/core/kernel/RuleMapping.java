package meta.core.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import meta.netlink.Attribute;
import meta.netlink.IpAddress;
import meta.netlink.KernelText;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.message.RuleMessage;
import meta.spi.net.Netns;
import meta.spi.net.Rule;
import meta.spi.net.RuleSelectors;
import org.jspecify.annotations.Nullable;

/** Translates policy routing rules ({@code ip rule}) from and to netlink messages. */
public final class RuleMapping {
    private static final int FRA_IIFNAME = 3; // linux/fib_rules.h
    private static final int FRA_FWMARK = 10;
    private static final int FRA_FWMASK = 16;
    private static final int FRA_OIFNAME = 17;
    private static final int FIB_RULE_INVERT = 2;

    private RuleMapping() {}

    /**
     * {@return the rule; empty if {@link Rule} cannot express it, because it is inverted ({@code not}) or neither for IPv4 nor for IPv6}
     */
    public static Optional<Rule> read(RuleMessage message, Netns netns) {
        if ((message.flags() & FIB_RULE_INVERT) != 0 || !message.family().isIp()) {
            return Optional.empty();
        }
        Integer priority = message.priority();
        RouteProtocol protocol = message.protocol();
        Rule.Key key = Rule.Key.of(
                netns,
                priority == null ? 0 : Integer.toUnsignedLong(priority),
                message.sourcePrefix(),
                message.destinationPrefix(),
                message.action(),
                message.table(),
                selectors(message));
        return Optional.of(Rule.of(key, protocol == null ? RouteProtocol.UNSPEC : protocol));
    }

    /** {@return the message that creates or deletes the rule} */
    public static RuleMessage write(Rule rule) {
        Rule.Key key = rule.key();
        return new RuleMessage(
                rule.family(),
                key.to().length(),
                key.from().length(),
                key.selectors().tos(),
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
                key.selectors().attributes());
    }

    private static RuleSelectors selectors(RuleMessage message) {
        List<Attribute> selectors = new ArrayList<>(message.unknown());
        addNumber(selectors, FRA_FWMARK, message.fwmark());
        addNumber(selectors, FRA_FWMASK, message.fwmask());
        addName(selectors, FRA_IIFNAME, message.inputName());
        addName(selectors, FRA_OIFNAME, message.outputName());
        return RuleSelectors.of(message.tos(), selectors);
    }

    private static void addNumber(List<Attribute> selectors, int type, @Nullable Integer number) {
        if (number != null) {
            selectors.add(Attribute.ofInt(type, number));
        }
    }

    private static void addName(List<Attribute> selectors, int type, @Nullable String name) {
        if (name != null) {
            byte[] text = KernelText.encode(name);
            selectors.add(new Attribute(type, Arrays.copyOf(text, text.length + 1))); // adds a zero byte
        }
    }

    private static @Nullable IpAddress address(Prefix prefix) {
        return prefix.isAll() ? null : prefix.address();
    }
}
