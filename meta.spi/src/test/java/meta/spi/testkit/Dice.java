package meta.spi.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.Prefix;

/** Makes random choices and simple random values. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** {@return true with a probability of one in {@code n}} */
    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** {@return a random number from {@code least} to {@code most}, both included} */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    long unsignedInt() {
        return random.nextInt() & 0xffff_ffffL;
    }

    <T> T pick(List<? extends T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> List<T> list(int least, int most, Supplier<T> element) {
        List<T> list = new ArrayList<>();
        int size = between(least, most);
        while (list.size() < size) {
            list.add(element.get());
        }
        return list;
    }

    Family family() {
        return of(Family.IPV4, Family.IPV6);
    }

    /** {@return a unicast address of this family from one of four subnets} */
    IpAddress address(Family family) {
        return IpAddress.parse(
                family.equals(Family.IPV4)
                        ? of("10.6.0.", "10.96.0.", "172.18.0.", "169.254.20.") + between(1, 9)
                        : of("fd00::", "fd00:96::", "fe80::", "2001:db8:1:2:3:4:5:") + between(1, 9));
    }

    /** {@return an address as of {@link #address}, or with the same probability the unspecified address of the family} */
    IpAddress maybeAddress(Family family) {
        return oneIn(2) ? IpAddress.unspecified(family) : address(family);
    }

    Prefix prefix(Family family) {
        return switch (between(0, 4)) {
            case 0 -> Prefix.all(family);
            case 1 -> address(family).asPrefix();
            default -> Prefix.containing(address(family), between(1, family.bits()));
        };
    }

    MacAddress mac() {
        return new MacAddress(0x0a00_0000_0000L | unsignedInt());
    }

    Attribute attribute(Integer... types) {
        byte[] bytes = new byte[between(0, 12)];
        random.nextBytes(bytes);
        return new Attribute(of(types), bytes);
    }

    /** {@return at most two attributes with random content, of these numbers; mostly none} */
    List<Attribute> fewAttributes(Integer... types) {
        return oneIn(4) ? list(1, 2, () -> attribute(types)) : List.of();
    }
}
