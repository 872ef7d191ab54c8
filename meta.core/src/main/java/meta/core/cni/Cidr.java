package meta.core.cni;

import java.util.Optional;
import meta.netlink.IpAddress;

/**
 * An address with the length of its subnet's prefix, such as {@code 10.1.0.5/16}: what results have in place of addresses, and,
 * with host bits that mean nothing, of a route's destination.
 */
record Cidr(IpAddress address, int prefixLength) {

    /** {@return what the text says; empty where it is not of that form} */
    static Optional<Cidr> of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        try {
            IpAddress address = IpAddress.parse(text.substring(0, slash));
            int length = Integer.parseInt(text, slash + 1, text.length(), 10);
            return length >= 0 && length <= address.family().bits()
                    ? Optional.of(new Cidr(address, length))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return the address that the text is; empty where it is none} */
    static Optional<IpAddress> address(String text) {
        try {
            return Optional.of(IpAddress.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
