package meta.core.kernel;

import java.util.List;
import java.util.stream.Stream;

/**
 * A way in which addresses come, change or go.
 *
 * @param lines what {@code ip} is asked for, on a node that has a device {@code eth0} which is up and without addresses
 */
record AddressScenario(String name, List<String> lines) {
    private static AddressScenario of(String name, String... lines) {
        return new AddressScenario(name, List.of(lines));
    }

    @Override
    public String toString() {
        return name;
    }

    static Stream<AddressScenario> all() {
        return Stream.of(
                AddressScenario.of(
                        "an address comes and goes",
                        "address add 10.0.0.1/24 dev eth0",
                        "address add fd00::1/64 dev eth0",
                        "address del 10.0.0.1/24 dev eth0",
                        "address del fd00::1/64 dev eth0"),
                AddressScenario.of(
                        "one is there with two prefix lengths",
                        "address add 10.0.0.1/24 dev eth0",
                        "address add 10.0.0.1/32 dev eth0",
                        "address del 10.0.0.1/24 dev eth0"),
                AddressScenario.of(
                        "a secondary one is promoted",
                        "address add 10.0.0.1/24 dev eth0",
                        "address add 10.0.0.5/24 dev eth0",
                        "address add 10.0.9.1/24 dev eth0",
                        "address del 10.0.0.1/24 dev eth0"),
                AddressScenario.of(
                        "all of a device are flushed",
                        "address add 10.0.0.1/24 dev eth0",
                        "address add fd00::1/64 dev eth0",
                        "address flush dev eth0"),
                AddressScenario.of(
                        "a device comes after others and is numbered before them",
                        "address add 10.0.0.1/24 dev eth0",
                        "link add early index 2000 type bridge",
                        "link add late index 3000 type bridge",
                        "address add 10.3.0.1/24 dev late",
                        "address add 10.2.0.1/24 dev early",
                        "address add fd00:2::1/64 dev early"),
                AddressScenario.of(
                        "a device goes down, and IPv6 addresses with it",
                        "address add 10.0.0.1/24 dev eth0",
                        "address add fd00::1/64 dev eth0",
                        "link set eth0 down",
                        "link set eth0 up"),
                AddressScenario.of(
                        "a device is deleted, and another gets its index",
                        "link add gone index 700 type bridge",
                        "address add 10.7.0.1/24 dev gone",
                        "address add fd00:7::1/64 dev gone",
                        "link del gone",
                        "link add new index 700 type bridge",
                        "address add 10.8.0.1/24 dev new"),
                AddressScenario.of(
                        "the other end of a veth takes its end away",
                        "link add veth0 type veth peer name veth1",
                        "address add 10.7.0.1/24 dev veth0",
                        "address add fd00:7::1/64 dev veth0",
                        "link del veth1"),
                AddressScenario.of(
                        "a device is renamed",
                        "address add 10.0.0.1/24 dev eth0",
                        "address add 10.0.0.2/24 dev eth0 label eth0:x",
                        "address add fd00::1/64 dev eth0",
                        "link set eth0 down",
                        "link set eth0 name ens1"),
                AddressScenario.of(
                        "an address is of no more use for something new",
                        "address add 10.0.0.1/24 dev eth0",
                        "address add fd00::1/64 dev eth0",
                        "address change fd00::1/64 dev eth0 preferred_lft 0",
                        "address change 10.0.0.1/24 dev eth0 preferred_lft 0"),
                AddressScenario.of(
                        "IPv6 is switched off on a device",
                        "address add fd00::1/64 dev eth0",
                        "link set eth0 mtu 1200",
                        "link set eth0 mtu 1500"),
                AddressScenario.of(
                        "a device by which there is another side",
                        "address add 10.0.0.1 peer 10.9.9.9/32 dev eth0",
                        "address add fd00::1 peer fd00::9/128 dev eth0",
                        "address del 10.0.0.1 peer 10.9.9.9/32 dev eth0"));
    }
}
