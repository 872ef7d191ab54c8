package meta.core.kernel;

import java.util.Optional;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.CacheInfo;
import meta.spi.net.Address;
import meta.spi.net.Netns;
import meta.spi.net.Ownership;

/**
 * Translates addresses from and to netlink messages.
 *
 * @param netns the namespace of the addresses
 * @param devices the devices of that namespace
 */
public record AddressMapping(Netns netns, Devices devices) {
    /** The flags that a request may contain. */
    private static final AddressFlags REQUESTABLE = AddressFlags.NODAD
            .with(AddressFlags.OPTIMISTIC)
            .with(AddressFlags.HOME)
            .with(AddressFlags.MANAGE_TEMPORARY)
            .with(AddressFlags.NO_PREFIX_ROUTE)
            .with(AddressFlags.AUTOJOIN);

    /** {@return the address; empty if {@code devices} does not contain its device, or the message contains no address} */
    public Optional<Address> read(AddressMessage message) {
        Optional<String> device = devices.name(message.ifindex());
        IpAddress own = message.own();
        if (own == null || device.isEmpty()) {
            return Optional.empty();
        }
        boolean isOfStep = message.protocol() == Ownership.PROTOCOL.number();
        return Optional.of(
                Address.of(netns, device.get(), own, message.prefixLength(), message.scope(), flags(own, message))
                        .withOfStep(isOfStep));
    }

    /**
     * {@return the flags of the message; for IPv4 without the bit "temporary", which means "secondary" in IPv4} Which address of a subnet
     * is secondary depends on the order of creation, so a plan cannot demand it.
     */
    private static AddressFlags flags(IpAddress own, AddressMessage message) {
        return own.isIpv4() ? message.flags().without(AddressFlags.TEMPORARY) : message.flags();
    }

    /**
     * {@return the message that creates, replaces or deletes the address} It contains only flags that a request may contain. The preferred
     * lifetime of a deprecated address is 0.
     *
     * @throws IllegalArgumentException if {@code devices} does not contain the device
     */
    public AddressMessage write(Address address) {
        AddressFlags flags = new AddressFlags(address.flags().bits() & REQUESTABLE.bits());
        AddressMessage message = AddressMessage.of(
                        address.address(), address.prefixLength(), devices.index(address.device()))
                .withScope(address.scope())
                .withFlags(flags)
                .withProtocol(address.isOfStep() ? Ownership.PROTOCOL.number() : 0);
        return address.flags().has(AddressFlags.DEPRECATED)
                ? message.withCacheInfo(CacheInfo.NEVER_PREFERRED)
                : message;
    }
}
