package meta.core.cni;

import java.util.Optional;
import meta.netlink.IpAddress;

/** An IP address with the prefix length of its subnet, such as {@code 10.1.0.5/16}. The address may have host bits. */
record Cidr(IpAddress address, int prefixLength) {
    private static final int LONGEST = 3; // digits of a prefix length

    /** {@return the address and the prefix length in the text; empty if the text has another form, or the prefix length is too long} */
    static Optional<Cidr> of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        try {
            IpAddress address = IpAddress.parse(text.substring(0, slash));
            return length(text.substring(slash + 1))
                    .filter(length -> length <= address.family().bits())
                    .map(length -> new Cidr(address, length));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> length(String digits) {
        boolean isNumber = digits.length() <= LONGEST && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return isNumber && !digits.isEmpty() ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }

    static Optional<IpAddress> address(String text) {
        try {
            return Optional.of(IpAddress.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
