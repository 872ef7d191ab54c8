package meta.spi.testkit;

import java.time.Duration;
import java.util.List;
import meta.netlink.AddressFlags;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Ownership;
import meta.spi.net.Rule;
import meta.spi.net.RuleSelectors;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/** Makes random objects for states and plans. */
final class RandomObjects {
    private static final int ALL_FLAGS = 0xfff; // linux/if_addr.h: those that have a name

    private final Dice dice;

    RandomObjects(Dice dice) {
        this.dice = dice;
    }

    Link link(Netns netns, String name) {
        MacAddress lladdr = dice.oneIn(8) ? MacAddress.NONE : dice.mac();
        return changed(Link.of(netns, name, dice.of("", "macvlan", "bridge"), lladdr, 1500));
    }

    /** {@return the link with other random properties} */
    Link changed(Link link) {
        return link.withLladdr(link.lladdr().equals(MacAddress.NONE) ? MacAddress.NONE : dice.mac())
                .withMtu(dice.of(68, 1280, 1400, 1500, 9000))
                .withTxqueuelen(dice.of(1000, 1000, 0, 5000))
                .withAlias(alias())
                .withUp(!dice.oneIn(4));
    }

    VethPair pair(String host, String pod) {
        return changed(VethPair.of(host, dice.mac(), pod, dice.mac(), 1500));
    }

    VethPair changed(VethPair pair) {
        return VethPair.of(changed(pair.host()), changed(pair.pod()));
    }

    private String alias() {
        return dice.of("", "", "meta-plugins network=lan container=c0ffee ifname=eth0", "it's # mine", "plain");
    }

    /** {@return a plan with one item: a probe for or an announcement of an address on the link, or an address conflict} */
    Plan onTheLink(Link link) {
        Claim claim = Claim.of(link.netns(), link.name(), dice.address(dice.family()));
        return switch (dice.between(0, 2)) {
            case 0 ->
                Plan.probe(
                        claim,
                        dice.between(1, 5),
                        Duration.ofMillis(dice.between(1, 2000)),
                        dice.list(0, 2, dice::mac));
            case 1 -> Plan.conflict(claim.address(), dice.of("calidead", "it's # another's"));
            default -> Plan.announce(claim);
        };
    }

    Address address(Netns netns, String device) {
        IpAddress address = dice.address(dice.family());
        int bits = address.family().bits();
        AddressFlags flags = dice.oneIn(3) ? new AddressFlags(dice.between(0, ALL_FLAGS)) : AddressFlags.PERMANENT;
        return Address.of(netns, device, address, dice.between(1, bits), scope(), flags);
    }

    Neighbor neighbor(Netns netns, String device) {
        return Neighbor.of(
                netns,
                device,
                dice.address(dice.family()),
                dice.oneIn(4) ? MacAddress.NONE : dice.mac(),
                dice.oneIn(2) ? NudState.PERMANENT : new NudState(dice.between(0, 0xff)),
                dice.oneIn(4) ? dice.between(0, 0xff) : 0,
                protocol());
    }

    Rule rule(Netns netns) {
        Family family = dice.family();
        Prefix from = dice.prefix(family);
        Prefix to = dice.prefix(family);
        boolean lookup = !dice.oneIn(5);
        return Rule.of(
                Rule.Key.of(
                        netns,
                        dice.oneIn(5) ? dice.unsignedInt() : dice.of(1000, 1100),
                        from,
                        to,
                        lookup ? RuleAction.TO_TABLE : dice.of(RuleAction.PROHIBIT, RuleAction.UNREACHABLE),
                        lookup ? table() : RouteTable.UNSPEC,
                        selectors()),
                protocol());
    }

    private RuleSelectors selectors() {
        if (!dice.oneIn(3)) {
            return RuleSelectors.NONE;
        }
        int first = dice.between(1, 60000);
        // the attributes have random content, which can be malformed
        RuleSelectors selectors = RuleSelectors.of(0, dice.fewAttributes(3, 10, 12, 16, 17, 19));
        return switch (dice.between(0, 8)) {
            case 0 -> selectors.withMark(dice.between(0, 3), dice.between(-1, 3));
            case 1 -> selectors.withMark(dice.between(-1, 1));
            case 2 -> selectors.withInput("eth0").withOutput("it's");
            case 3 -> selectors.withTos(dice.between(0, 255));
            case 4 -> selectors.withIpProtocol(dice.between(1, 255));
            case 5 -> selectors.withSourcePorts(first, dice.between(first, 65534));
            case 6 -> selectors.withDestinationPorts(first, first);
            case 7 -> selectors.withUids(first, dice.between(first, 70000));
            default -> selectors.withSuppressedPrefixLength(dice.between(0, 32));
        };
    }

    SysctlValue sysctl(Netns netns, String device) {
        String path = dice.of(
                SysctlValue.ipv4(device, "rp_filter"),
                SysctlValue.ipv6(device, "disable_ipv6"),
                SysctlValue.ipv6(device, "accept_ra"),
                SysctlValue.ipv4("all", "rp_filter"),
                "net/ipv4/ip_local_port_range");
        return SysctlValue.of(netns, path, dice.of("0", "1", "2", "-1", "32768\t60999"));
    }

    RouteTable table() {
        return RouteTable.of(dice.of(254, 200, 201, 500, -1));
    }

    RouteProtocol protocol() {
        return dice.oneIn(2)
                ? Ownership.PROTOCOL
                : RouteProtocol.of(dice.pick(List.of(0, 2, 3, 4, 9, dice.between(0, 255))));
    }

    RouteScope scope() {
        return dice.oneIn(3) ? RouteScope.of(dice.of(200, 253, 254, 77)) : RouteScope.UNIVERSE;
    }
}
