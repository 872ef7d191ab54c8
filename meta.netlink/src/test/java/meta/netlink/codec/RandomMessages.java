package meta.netlink.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import meta.netlink.AddressFlags;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.LinkFlags;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RoutePreference;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import meta.netlink.RouteType;
import meta.netlink.RuleAction;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.CacheInfo;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.NetconfMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.NextHop;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;

/** Generates random valid messages. Equal seeds give equal messages. */
final class RandomMessages {
    private static final int FIRST_UNKNOWN = 100; // larger than the number of any field

    private final SplittableRandom random;

    RandomMessages(long seed) {
        random = new SplittableRandom(seed);
    }

    NetlinkMessage next() {
        Family family = random.nextBoolean() ? Family.IPV4 : Family.IPV6;
        return switch (random.nextInt(7)) {
            case 0 -> link(maybe(this::info));
            case 1 -> address(family);
            case 2 -> route(family);
            case 3 -> rule(family);
            case 4 -> neighbor(family);
            case 5 -> new NetconfMessage(new Family(u8()), maybeInt(), maybeInt(), maybeInt(), attributes());
            default -> new NamespaceIdMessage(new Family(u8()), maybeInt(), maybeInt(), maybeInt(), attributes());
        };
    }

    private LinkMessage link(LinkInfo info) {
        return new LinkMessage(
                new Family(u8()),
                random.nextInt(0x10000),
                random.nextInt(),
                new LinkFlags(random.nextInt()),
                new LinkFlags(random.nextInt()),
                maybe(this::text),
                maybe(this::mac),
                maybeInt(),
                maybeInt(),
                maybe(this::text),
                maybeInt(),
                maybeInt(),
                maybeInt(),
                maybeInt(),
                info,
                attributes());
    }

    private LinkInfo info() {
        return switch (random.nextInt(4)) {
            case 0 -> new LinkInfo("veth", link(null), List.of(), attributes());
            case 1 -> new LinkInfo("veth", null, List.of(), attributes());
            case 2 -> new LinkInfo("", null, List.of(), attributes());
            default -> new LinkInfo("x" + text(), null, attributes(), attributes());
        };
    }

    private AddressMessage address(Family family) {
        return new AddressMessage(
                family,
                random.nextInt(family.bits() + 1),
                new AddressFlags(random.nextInt() >>> random.nextInt(32)),
                new RouteScope(u8()),
                random.nextInt(),
                maybe(() -> ip(family)),
                maybe(() -> ip(family)),
                maybe(this::text),
                maybe(() -> new CacheInfo(random.nextInt(), random.nextInt())),
                u8(),
                attributes());
    }

    private RouteMessage route(Family family) {
        return new RouteMessage(
                family,
                random.nextInt(family.bits() + 1),
                random.nextInt(family.bits() + 1),
                u8(),
                table(),
                new RouteProtocol(u8()),
                new RouteScope(u8()),
                new RouteType(u8()),
                random.nextInt(),
                maybe(() -> ip(family)),
                maybe(() -> ip(family)),
                maybe(() -> ip(family)),
                maybe(() -> ip(family)),
                maybeInt(),
                maybeInt(),
                maybe(() -> new RoutePreference(u8())),
                attributes(),
                nextHops(family),
                attributes());
    }

    private List<NextHop> nextHops(Family family) {
        List<NextHop> hops = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            hops.add(new NextHop(
                    random.nextInt(), 1 + random.nextInt(256), u8(), maybe(() -> ip(family)), attributes()));
        }
        return hops;
    }

    private RuleMessage rule(Family family) {
        return new RuleMessage(
                family,
                random.nextInt(family.bits() + 1),
                random.nextInt(family.bits() + 1),
                u8(),
                table(),
                new RuleAction(u8()),
                random.nextInt(),
                maybe(() -> ip(family)),
                maybe(() -> ip(family)),
                maybeInt(),
                maybeInt(),
                maybeInt(),
                maybe(this::text),
                maybe(this::text),
                maybe(() -> new RouteProtocol(u8())),
                attributes());
    }

    private NeighborMessage neighbor(Family family) {
        return new NeighborMessage(
                family,
                random.nextInt(),
                new NudState(random.nextInt(0x10000)),
                u8(),
                u8(),
                maybe(() -> ip(family)),
                maybe(this::mac),
                maybe(() -> new RouteProtocol(u8())),
                attributes());
    }

    private List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            byte[] value = new byte[random.nextInt(40)];
            random.nextBytes(value);
            int flags = random.nextInt(4) << 14; // NLA_F_NESTED, NLA_F_NET_BYTEORDER
            attributes.add(new Attribute(flags | random.nextInt(FIRST_UNKNOWN, 0x4000), value));
        }
        return attributes;
    }

    private RouteTable table() {
        return new RouteTable(random.nextInt() >>> random.nextInt(32));
    }

    private IpAddress ip(Family family) {
        byte[] bytes = new byte[family.bits() / 8];
        random.nextBytes(bytes);
        return IpAddress.of(bytes);
    }

    private MacAddress mac() {
        return new MacAddress(random.nextLong() >>> 16);
    }

    private String text() {
        int[] codePoints = new int[random.nextInt(16)];
        for (int i = 0; i < codePoints.length; i++) {
            codePoints[i] = random.nextInt(1, 0xd800);
        }
        return new String(codePoints, 0, codePoints.length);
    }

    private int u8() {
        return random.nextInt(0x100);
    }

    private Integer maybeInt() {
        return maybe(random::nextInt);
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }
}
