package meta.image.flows;

import java.util.ArrayList;
import java.util.List;
import meta.image.topology.IpFamilies;

/**
 * A combination of a plugin type, an overlay network and LAN NICs of a pod. Each case is checked with new networks.
 *
 * @param type the plugin type that is called for the LAN NICs
 * @param overlay the kind of the overlay network
 * @param underlay the kind of the pod's first LAN NIC
 * @param stack the IP families of the LAN NICs
 * @param order the names of the LAN NICs, and the order of their ADDs
 */
record FlowCase(Type type, Overlay overlay, LanNicKind underlay, IpFamilies stack, LanNicOrder order) {

    List<Nic> nics() {
        return order.nics(underlay, type);
    }

    List<Family> families() {
        return stack.of(Family.IPV4, Family.IPV6);
    }

    /** {@return the device that the default route in the main table must have} */
    String mainNic() {
        List<String> names =
                new ArrayList<>(nics().stream().sorted().map(Nic::name).toList());
        if (type == Type.ROUTER) {
            names.add("eth0");
        }
        names.sort(Nic::compare);
        return type == Type.ROUTER ? names.getLast() : names.getFirst();
    }

    static List<FlowCase> all() {
        List<FlowCase> all = new ArrayList<>();
        for (Type type : Type.values()) {
            for (Overlay overlay : Overlay.values()) {
                for (LanNicKind underlay : LanNicKind.values()) {
                    for (IpFamilies stack : IpFamilies.values()) {
                        for (LanNicOrder order : LanNicOrder.values()) {
                            all.add(new FlowCase(type, overlay, underlay, stack, order));
                        }
                    }
                }
            }
        }
        return all;
    }

    /** {@return a few cases; together they contain every value of each component} */
    static List<FlowCase> some() {
        List<FlowCase> some = new ArrayList<>();
        List<LanNicKind> underlays = List.of(LanNicKind.values());
        List<LanNicOrder> orders = List.of(LanNicOrder.values());
        int number = 0;
        for (Overlay overlay : Overlay.values()) {
            for (int i = 0; i < 2; i++) {
                some.add(new FlowCase(
                        Type.ROUTER,
                        overlay,
                        underlays.get(number % underlays.size()),
                        IpFamilies.DUAL,
                        orders.get((number + number / 2) % orders.size())));
                number++;
            }
        }
        some.add(new FlowCase(Type.VETH, Overlay.PTP, LanNicKind.MACVLAN, IpFamilies.DUAL, LanNicOrder.ONE));
        some.add(new FlowCase(Type.VETH, Overlay.CALICO, LanNicKind.MACVLAN, IpFamilies.DUAL, LanNicOrder.TWO));
        some.add(new FlowCase(
                Type.VETH, Overlay.FLANNEL, LanNicKind.HOST_DEVICE, IpFamilies.DUAL, LanNicOrder.TWO_REVERSED));
        some.add(new FlowCase(Type.ROUTER, Overlay.CALICO, LanNicKind.MACVLAN, IpFamilies.IPV4, LanNicOrder.ONE));
        some.add(new FlowCase(Type.ROUTER, Overlay.CALICO, LanNicKind.MACVLAN, IpFamilies.IPV6, LanNicOrder.TWO));
        return some;
    }

    @Override
    public String toString() {
        return type + " " + overlay + " " + underlay + " " + stack + " " + order;
    }
}
