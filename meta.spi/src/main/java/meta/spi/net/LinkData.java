package meta.spi.net;

import meta.netlink.RouteTable;
import meta.spi.api.MayGrow;

/** Properties that only devices of one kind have. A plan can set them only for a new device. */
@MayGrow
public sealed interface LinkData {
    /**
     * Stands for no properties: the kind has none, or the snapshot does not contain them. In a plan, it leaves the properties to the
     * kernel.
     */
    LinkData NONE = new NoData();

    /** {@return the kind of the devices that have these properties, such as {@code vlan}; empty for {@link #NONE}} */
    String kind();

    /** The properties of a VLAN (IEEE 802.1Q, {@code ip link add ... type vlan}). */
    sealed interface Vlan extends LinkData {
        /** {@return the name of the parent device; empty if the snapshot does not name a parent in this namespace} */
        String device();

        /** {@return the VLAN id, 1 to 4094} */
        int id();
    }

    /** The properties of a macvlan ({@code ip link add ... type macvlan}). */
    sealed interface Macvlan extends LinkData {
        /** {@return the name of the parent device; empty if the snapshot does not name a parent in this namespace} */
        String device();

        /** {@return how the macvlan communicates with other macvlans of the parent device} */
        MacvlanMode mode();
    }

    /** The properties of a VRF, a routing domain whose ports all use one routing table ({@code ip link add ... type vrf}). */
    sealed interface Vrf extends LinkData {
        /** {@return the routing table} */
        RouteTable table();
    }

    /**
     * {@return the properties of a VLAN}
     *
     * @param device the parent device, in the same namespace
     * @param id the VLAN id, 1 to 4094
     * @throws IllegalArgumentException if the id is out of range
     */
    static Vlan vlan(String device, int id) {
        if (id < 1 || id > 4094) {
            throw new IllegalArgumentException("VLAN " + id + ": 1 to 4094 is expected");
        }
        return new PlainVlan(device, id);
    }

    /**
     * {@return the properties of a macvlan}
     *
     * @param device the parent device, in the same namespace
     */
    static Macvlan macvlan(String device, MacvlanMode mode) {
        return new PlainMacvlan(device, mode);
    }

    /** {@return the properties of a VRF} */
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
