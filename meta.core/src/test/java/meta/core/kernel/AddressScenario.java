package meta.core.kernel;

import java.util.List;
import java.util.stream.Stream;

/**
 * A sequence of commands that change the addresses of a node. The node has a device {@code eth0}, which is up and has no address at first.
 *
 * @param name says what the commands do
 * @param lines the arguments of {@code ip}, one command per element
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
                        "an address is added and deleted",
                        "address add 10.0.0.1/24 dev eth0",
                        "address add fd00::1/64 dev eth0",
                        "address del 10.0.0.1/24 dev eth0",
                        "address del fd00::1/64 dev eth0"),
                AddressScenario.of(
                        "an address has two prefix lengths",
                        "address add 10.0.0.1/24 dev eth0",
                        "address add 10.0.0.1/32 dev eth0",
                        "address del 10.0.0.1/24 dev eth0"),
                AddressScenario.of(
                        "a secondary address is promoted",
                        "address add 10.0.0.1/24 dev eth0",
                        "address add 10.0.0.5/24 dev eth0",
                        "address add 10.0.9.1/24 dev eth0",
                        "address del 10.0.0.1/24 dev eth0"),
                AddressScenario.of(
                        "all addresses of a device are flushed",
                        "address add 10.0.0.1/24 dev eth0",
                        "address add fd00::1/64 dev eth0",
                        "address flush dev eth0"),
                AddressScenario.of(
                        "a device is created after others and has a lower index",
                        "address add 10.0.0.1/24 dev eth0",
                        "link add early index 2000 type bridge",
                        "link add late index 3000 type bridge",
                        "address add 10.3.0.1/24 dev late",
                        "address add 10.2.0.1/24 dev early",
                        "address add fd00:2::1/64 dev early"),
                AddressScenario.of(
                        "a device is set down and loses its IPv6 addresses",
                        "address add 10.0.0.1/24 dev eth0",
                        "address add fd00::1/64 dev eth0",
                        "link set eth0 down",
                        "link set eth0 up"),
                AddressScenario.of(
                        "a device is deleted and another one gets its index",
                        "link add gone index 700 type bridge",
                        "address add 10.7.0.1/24 dev gone",
                        "address add fd00:7::1/64 dev gone",
                        "link del gone",
                        "link add new index 700 type bridge",
                        "address add 10.8.0.1/24 dev new"),
                AddressScenario.of(
                        "the deletion of a veth device deletes its other end",
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
                        "an address is deprecated",
                        "address add 10.0.0.1/24 dev eth0",
                        "address add fd00::1/64 dev eth0",
                        "address change fd00::1/64 dev eth0 preferred_lft 0",
                        "address change 10.0.0.1/24 dev eth0 preferred_lft 0"),
                AddressScenario.of(
                        "IPv6 is disabled on a device by its MTU",
                        "address add fd00::1/64 dev eth0",
                        "link set eth0 mtu 1200",
                        "link set eth0 mtu 1500"),
                AddressScenario.of(
                        "an address has a peer",
                        "address add 10.0.0.1 peer 10.9.9.9/32 dev eth0",
                        "address add fd00::1 peer fd00::9/128 dev eth0",
                        "address del 10.0.0.1 peer 10.9.9.9/32 dev eth0"));
    }
}
