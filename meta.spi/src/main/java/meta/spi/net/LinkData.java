package meta.spi.net;

import meta.netlink.RouteTable;
import meta.spi.api.MayGrow;

/** Properties that only devices of one kind have, and that cannot change after the device is created. */
@MayGrow
public sealed interface LinkData {
    /** The kind needs no data, or the data are not known. In a plan, the kernel chooses the data. */
    LinkData NONE = new NoData();

    /** {@return the kind of the device, such as {@code vlan}; empty for {@link #NONE}} */
    String kind();

    /** A VLAN (IEEE 802.1Q, {@code ip link add ... type vlan}). */
    sealed interface Vlan extends LinkData {
        /** {@return the name of the device that carries the VLAN; empty if that device is in another namespace} */
        String device();

        /** {@return the number of the VLAN, 1 to 4094} */
        int id();
    }

    /** A macvlan ({@code ip link add ... type macvlan}). */
    sealed interface Macvlan extends LinkData {
        /** {@return the name of the parent device; empty if the parent device is in another namespace} */
        String device();

        /** {@return how the macvlan reaches other macvlans of the parent device} */
        MacvlanMode mode();
    }

    /** A routing domain ({@code ip link add ... type vrf}): its ports use one routing table. */
    sealed interface Vrf extends LinkData {
        /** {@return the table} */
        RouteTable table();
    }

    /**
     * {@return the data of a VLAN}
     *
     * @param device the name of the device that carries the VLAN, in the same namespace
     * @param id 1 to 4094
     * @throws IllegalArgumentException if the number is out of range
     */
    static Vlan vlan(String device, int id) {
        if (id < 1 || id > 4094) {
            throw new IllegalArgumentException("VLAN " + id + ": 1 to 4094 is expected");
        }
        return new PlainVlan(device, id);
    }

    /**
     * {@return the data of a macvlan}
     *
     * @param device the name of the parent device, in the same namespace
     */
    static Macvlan macvlan(String device, MacvlanMode mode) {
        return new PlainMacvlan(device, mode);
    }

    /** {@return the data of a VRF} */
    static Vrf vrf(RouteTable table) {
        return new PlainVrf(table);
    }
}

record NoData() implements LinkData {
    @Override
    public String kind() {
        return "";
    }
}

record PlainVlan(String device, int id) implements LinkData.Vlan {
    @Override
    public String kind() {
        return "vlan";
    }
}

record PlainMacvlan(String device, MacvlanMode mode) implements LinkData.Macvlan {
    @Override
    public String kind() {
        return "macvlan";
    }
}

record PlainVrf(RouteTable table) implements LinkData.Vrf {
    @Override
    public String kind() {
        return "vrf";
    }
}
