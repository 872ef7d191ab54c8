package meta.core.cni;

import java.util.Optional;
import meta.netlink.IpAddress;

/**
 * An address with the prefix length of its subnet, such as {@code 10.1.0.5/16}. In results, addresses have this form. So do the destinations of
 * routes, whose host bits are ignored.
 */
record Cidr(IpAddress address, int prefixLength) {

    /** {@return the address and prefix length in the text; empty if it has another form} */
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

    /** {@return the address in the text; empty if the text is not an address} */
    static Optional<IpAddress> address(String text) {
        try {
            return Optional.of(IpAddress.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
