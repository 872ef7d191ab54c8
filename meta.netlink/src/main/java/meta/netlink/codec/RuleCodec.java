package meta.netlink.codec;

import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;
import meta.netlink.message.RuleMessage;

/** The encoding of a {@link RuleMessage}, with attribute numbers of {@code linux/fib_rules.h}. */
final class RuleCodec {
    private static final FixedHeader<RuleMessage> FIB_RULE_HDR = new FixedHeader<>(
            "struct fib_rule_hdr",
            12,
            (rule, out) -> out.u8(rule.family().number())
                    .u8(rule.destinationLength())
                    .u8(rule.sourceLength())
                    .u8(rule.tos())
                    .u8(RouteTableFields.inStruct(rule.table()))
                    .u8(0)
                    .u8(0)
                    .u8(rule.action().number())
                    .u32(rule.flags()));

    private static final Field<RuleMessage, IpAddress> SRC = new Field<>(2, "FRA_SRC", IpBytes.IP, RuleMessage::source);
    private static final Field<RuleMessage, IpAddress> DST =
            new Field<>(1, "FRA_DST", IpBytes.IP, RuleMessage::destination);
    private static final Field<RuleMessage, String> IIFNAME =
            new Field<>(3, "FRA_IIFNAME", Text.NAME, RuleMessage::inputName);
    private static final Field<RuleMessage, String> OIFNAME =
            new Field<>(17, "FRA_OIFNAME", Text.NAME, RuleMessage::outputName);
    private static final Field<RuleMessage, Integer> FWMARK =
            new Field<>(10, "FRA_FWMARK", NumberBytes.U32, RuleMessage::fwmark);
    private static final Field<RuleMessage, Integer> FWMASK =
            new Field<>(16, "FRA_FWMASK", NumberBytes.U32, RuleMessage::fwmask);
    private static final Field<RuleMessage, RouteTable> TABLE =
            new Field<>(15, "FRA_TABLE", RouteTableFields.TABLE, rule -> RouteTableFields.inAttribute(rule.table()));
    private static final Field<RuleMessage, Integer> PRIORITY =
            new Field<>(6, "FRA_PRIORITY", NumberBytes.U32, RuleMessage::priority);
    private static final Field<RuleMessage, RouteProtocol> PROTOCOL = new Field<>(
            21, "FRA_PROTOCOL", new NumberBytes<>(1, RouteProtocol::of, RouteProtocol::number), RuleMessage::protocol);

    static final Codec<RuleMessage> CODEC = new Codec<>(
            FIB_RULE_HDR,
            List.of(SRC, DST, IIFNAME, OIFNAME, FWMARK, FWMASK, TABLE, PRIORITY, PROTOCOL),
            List.of(),
            RuleMessage::unknown,
            in -> new RuleMessage(
                    new Family(in.u8(0)),
                    in.u8(1),
                    in.u8(2),
                    in.u8(3),
                    RouteTableFields.of(in.u8(4), in.get(TABLE)),
                    new RuleAction(in.u8(7)),
                    in.u32(8),
                    in.get(DST),
                    in.get(SRC),
                    in.get(PRIORITY),
                    in.get(FWMARK),
                    in.get(FWMASK),
                    in.get(IIFNAME),
                    in.get(OIFNAME),
                    in.get(PROTOCOL),
                    in.unknown()));

    private RuleCodec() {}
}
