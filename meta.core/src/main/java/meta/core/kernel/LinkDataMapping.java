package meta.core.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import meta.netlink.Attribute;
import meta.netlink.RouteTable;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import meta.spi.net.LinkData;
import meta.spi.net.MacvlanMode;
import org.jspecify.annotations.Nullable;

/** Translates {@link LinkData} from and to the attributes in {@code IFLA_INFO_DATA} ({@code linux/if_link.h}). */
final class LinkDataMapping {
    private static final String VLAN = "vlan";
    private static final String MACVLAN = "macvlan";
    private static final String VRF = "vrf";
    private static final Set<String> ON_DEVICE = Set.of(VLAN, MACVLAN);
    private static final int IFLA_VLAN_ID = 1;
    private static final int IFLA_VLAN_PROTOCOL = 5;
    private static final int IFLA_MACVLAN_MODE = 1;
    private static final int IFLA_VRF_TABLE = 1;
    private static final int ETH_P_8021Q = 0x8100; // linux/if_ether.h

    private LinkDataMapping() {}

    /** {@return whether the kind is VLAN or macvlan} The index of the parent device of such a device is in {@code IFLA_LINK}. */
    static boolean isOnDevice(@Nullable String kind) {
        return kind != null && ON_DEVICE.contains(kind);
    }

    /**
     * {@return those settings of the device that a {@link LinkData} contains; empty if there is none for the kind, or the message lacks a
     * needed value or has an unsupported one} The name of the parent device is empty if {@code devices} does not contain the parent, or the
     * parent is in another namespace.
     */
    static Optional<LinkData> read(LinkMessage message, Devices devices) {
        LinkInfo info = message.info();
        if (info == null) {
            return Optional.empty();
        }
        return switch (info.kind()) {
            case VLAN -> vlan(info.data(), lower(message, devices));
            case MACVLAN -> macvlan(info.data(), lower(message, devices));
            case VRF -> vrf(info.data());
            default -> Optional.empty();
        };
    }

    /** {@return the attributes of the settings, without the parent device} */
    static List<Attribute> write(LinkData data) {
        return switch (data) {
            case LinkData.Vlan vlan -> List.of(new Attribute(IFLA_VLAN_ID, bytes((short) vlan.id())));
            case LinkData.Macvlan macvlan ->
                List.of(Attribute.ofInt(IFLA_MACVLAN_MODE, macvlan.mode().number()));
            case LinkData.Vrf vrf ->
                List.of(Attribute.ofInt(IFLA_VRF_TABLE, vrf.table().number()));
            default -> List.of();
        };
    }

    private static String lower(LinkMessage message, Devices devices) {
        Integer lower = message.peerIndex();
        return lower == null || message.peerNsid() != null
                ? ""
                : devices.name(lower).orElse("");
    }

    private static Optional<LinkData> vlan(List<Attribute> data, String lower) {
        OptionalInt id = number(data, IFLA_VLAN_ID, ByteOrder.nativeOrder());
        OptionalInt protocol = number(data, IFLA_VLAN_PROTOCOL, ByteOrder.BIG_ENDIAN);
        boolean valid = id.orElse(0) > 0 && id.orElse(0) < 4095 && protocol.orElse(ETH_P_8021Q) == ETH_P_8021Q;
        return valid ? Optional.of(LinkData.vlan(lower, id.orElseThrow())) : Optional.empty();
    }

    private static Optional<LinkData> macvlan(List<Attribute> data, String lower) {
        OptionalInt number = number(data, IFLA_MACVLAN_MODE, ByteOrder.nativeOrder());
        Optional<MacvlanMode> mode = MacvlanMode.of(number.orElse(0));
        return mode.isPresent() ? Optional.of(LinkData.macvlan(lower, mode.get())) : Optional.empty();
    }

    private static Optional<LinkData> vrf(List<Attribute> data) {
        OptionalInt table = number(data, IFLA_VRF_TABLE, ByteOrder.nativeOrder());
        return table.isPresent() ? Optional.of(LinkData.vrf(RouteTable.of(table.getAsInt()))) : Optional.empty();
    }

    /** {@return the first number of this type with two or four bytes; empty if there is none} */
    private static OptionalInt number(List<Attribute> data, int type, ByteOrder order) {
        for (Attribute attribute : data) {
            ByteBuffer value = attribute.payload().order(order);
            if (attribute.type() == type && value.remaining() == Short.BYTES) {
                return OptionalInt.of(Short.toUnsignedInt(value.getShort()));
            }
            if (attribute.type() == type && value.remaining() == Integer.BYTES) {
                return OptionalInt.of(value.getInt());
            }
        }
        return OptionalInt.empty();
    }

    private static byte[] bytes(short value) {
        return ByteBuffer.allocate(Short.BYTES)
                .order(ByteOrder.nativeOrder())
                .putShort(value)
                .array();
    }
}
