package meta.veth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteScope;
import meta.spi.Plan;
import meta.spi.net.Address;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;

/**
 * Plans the IPv4 address of the pod's {@code veth0} (option {@code veth_link_address}).
 *
 * <p>If a device has no IPv4 address, the kernel drops packets that arrive on it and that netfilter redirects to a local port ({@code
 * nf_nat_redirect_ipv4}), and treats its loose reverse path filter as strict ({@code fib_validate_source}).
 *
 * <p>The scope {@code host} keeps the kernel from selecting the address as the source of packets to other hosts ({@code inet_select_addr}),
 * unless the sysctl {@code route_localnet} is 1.
 */
final class Veth0Address {
    static final Prefix DEFAULT = Prefix.parse("169.254.100.1/32");
    private static final int WHOLE_ADDRESS = 32;

    private Veth0Address() {}

    /**
     * {@return the address in the text of the option; empty if the text is blank}
     *
     * @throws IllegalArgumentException if the text is neither blank nor a unicast IPv4 address with prefix length 32, or is a loopback
     *     address
     */
    static Optional<Prefix> parse(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        Prefix given = Prefix.parse(text.strip());
        IpAddress address = given.address();
        if (!address.isIpv4() || given.length() != WHOLE_ADDRESS) {
            throw new IllegalArgumentException("the address must be IPv4, with prefix length 32");
        }
        if (!address.isUnicast() || address.isLoopback()) {
            throw new IllegalArgumentException("the address must be unicast and not loopback");
        }
        return Optional.of(given);
    }

    /** {@return the plan that adds this address to {@code veth0}, and removes its other IPv4 addresses with the scope {@code host}} */
    static Plan plan(IpAddress address, NamespaceState pod) {
        Address wanted =
                Address.of(Netns.POD, PodVeth.NAME, address, WHOLE_ADDRESS, RouteScope.HOST, AddressFlags.PERMANENT);
        List<Address> former = new ArrayList<>();
        for (Address known : pod.addresses(PodVeth.NAME)) {
            boolean ofThisKind = known.address().isIpv4() && known.scope().equals(RouteScope.HOST);
            if (ofThisKind && !known.key().equals(wanted.key())) {
                former.add(known);
            }
        }
        // in this order: when a device loses its last IPv4 address, the kernel deletes its IPv4 routes
        return Plan.ensure(wanted).then(Plan.remove(former).because("veth_link_address has changed"));
    }
}
