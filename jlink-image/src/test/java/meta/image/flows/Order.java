package meta.image.flows;

import java.util.List;

/** Which NICs a pod gets from LANs, and in which order. */
enum Order {
    ONE(List.of("net1"), List.of(0)),
    EARLY_NAME(List.of("data0"), List.of(0)),
    TWO(List.of("net1", "net2"), List.of(0, 1)),
    TWO_REVERSED(List.of("net1", "net2"), List.of(1, 0)),
    AROUND_ETH0(List.of("net1", "ens5"), List.of(0, 1));

    private final List<String> names;
    private final List<Integer> order;

    Order(List<String> names, List<Integer> order) {
        this.names = names;
        this.order = order;
    }

    /** {@return the NICs in the order of their ADDs; the first name is that of the underlay's own LAN} */
    List<Nic> nics(Underlay underlay, Type type) {
        return order.stream()
                .map(i -> new Nic(type.nic(names.get(i), i), i == 0 ? underlay.segment : underlay.other()))
                .toList();
    }
}
