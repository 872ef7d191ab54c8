package meta.core.kernel;

import java.util.Optional;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.spi.net.Address;
import meta.spi.net.Netns;

/**
 * Addresses as messages.
 *
 * @param netns the namespace that they are in
 * @param devices the devices that are known there
 */
public record AddressMapping(Netns netns, Devices devices) {
    /** What a request can ask for; the other flags are the kernel's to set. */
    private static final AddressFlags REQUESTABLE = AddressFlags.NODAD
            .with(AddressFlags.OPTIMISTIC)
            .with(AddressFlags.HOME)
            .with(AddressFlags.MANAGE_TEMPORARY)
            .with(AddressFlags.NO_PREFIX_ROUTE)
            .with(AddressFlags.AUTOJOIN);

    /** {@return the address; empty where its device is not known} */
    public Optional<Address> read(AddressMessage message) {
        Optional<String> device = devices.name(message.ifindex());
        IpAddress own = message.own();
        if (own == null || device.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Address(netns, device.get(), own, message.prefixLength(), message.scope(), flags(own, message)));
    }

    /** On IPv4 the bit of "temporary" says "secondary": not the first of its subnet, as the order of making decides. */
    private static AddressFlags flags(IpAddress own, AddressMessage message) {
        return own.isIpv4() ? message.flags().without(AddressFlags.TEMPORARY) : message.flags();
    }

    public AddressMessage write(Address address) {
        AddressFlags flags = new AddressFlags(address.flags().bits() & REQUESTABLE.bits());
        return AddressMessage.of(address.address(), address.prefixLength(), devices.index(address.device()))
                .withScope(address.scope())
                .withFlags(flags);
    }
}
