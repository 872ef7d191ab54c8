package meta.netlink;

import java.util.List;
import java.util.Map;

/**
 * The flags of an address on a device ({@code linux/if_addr.h IFA_F_}, {@code IFA_FLAGS}).
 *
 * @param bits the bit mask, which may contain bits without a constant
 */
public record AddressFlags(int bits) {
    public static final AddressFlags NONE = new AddressFlags(0);

    /** A temporary IPv6 address (RFC 8981). {@link #SECONDARY} has the same bit. */
    public static final AddressFlags TEMPORARY = new AddressFlags(0x01);

    /** An IPv4 address that is not the first of its subnet on the device. {@link #TEMPORARY} has the same bit. */
    public static final AddressFlags SECONDARY = new AddressFlags(0x01);

    public static final AddressFlags NODAD = new AddressFlags(0x02);

    /** The address can be used during duplicate address detection (RFC 4429). */
    public static final AddressFlags OPTIMISTIC = new AddressFlags(0x04);

    public static final AddressFlags DADFAILED = new AddressFlags(0x08);

    /** A home address of Mobile IPv6 (RFC 6275). */
    public static final AddressFlags HOME = new AddressFlags(0x10);

    /** The preferred lifetime is over. */
    public static final AddressFlags DEPRECATED = new AddressFlags(0x20);

    /** Duplicate address detection has not ended, or has failed. */
    public static final AddressFlags TENTATIVE = new AddressFlags(0x40);

    /** The valid lifetime is unlimited. */
    public static final AddressFlags PERMANENT = new AddressFlags(0x80);

    /** The kernel may create temporary addresses with the prefix of the address. */
    public static final AddressFlags MANAGE_TEMPORARY = new AddressFlags(0x100);

    /** The kernel adds no connected route for the address. */
    public static final AddressFlags NO_PREFIX_ROUTE = new AddressFlags(0x200);

    /** The device joins the multicast group with the address. */
    public static final AddressFlags AUTOJOIN = new AddressFlags(0x400);

    /** The kernel has generated the interface identifier by RFC 7217. */
    public static final AddressFlags STABLE_PRIVACY = new AddressFlags(0x800);

    private static final List<Map.Entry<AddressFlags, String>> NAMES = List.of(
            Map.entry(TEMPORARY, "temporary"),
            Map.entry(NODAD, "nodad"),
            Map.entry(OPTIMISTIC, "optimistic"),
            Map.entry(DADFAILED, "dadfailed"),
            Map.entry(HOME, "home"),
            Map.entry(DEPRECATED, "deprecated"),
            Map.entry(TENTATIVE, "tentative"),
            Map.entry(PERMANENT, "permanent"),
            Map.entry(MANAGE_TEMPORARY, "mngtmpaddr"),
            Map.entry(NO_PREFIX_ROUTE, "noprefixroute"),
            Map.entry(AUTOJOIN, "autojoin"),
            Map.entry(STABLE_PRIVACY, "stable-privacy"));

    /** {@return whether these flags contain the other flags} */
    public boolean has(AddressFlags other) {
        return (bits & other.bits) == other.bits;
    }

    /** {@return these flags and the other flags} */
    public AddressFlags with(AddressFlags other) {
        return new AddressFlags(bits | other.bits);
    }

    /** {@return these flags without the other flags} */
    public AddressFlags without(AddressFlags other) {
        return new AddressFlags(bits & ~other.bits);
    }

    @Override
    public String toString() {
        return FlagText.print(bits, NAMES, AddressFlags::bits);
    }
}
