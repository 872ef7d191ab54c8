package meta.spi.net;

import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;

/** The only implementation of {@link Rule.Key}. */
record PlainRuleKey(
        Netns netns,
        long priority,
        Prefix from,
        Prefix to,
        RuleAction action,
        RouteTable table,
        RuleSelectors selectors)
        implements Rule.Key {}
