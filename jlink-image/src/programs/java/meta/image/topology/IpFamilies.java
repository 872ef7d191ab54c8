package meta.image.topology;

import java.util.List;

/** The IP families of a NIC or a network: one family, or both. */
public enum IpFamilies {
    IPV4("4"),
    IPV6("6"),
    DUAL("46");

    private final String families;

    IpFamilies(String families) {
        this.families = families;
    }

    public boolean hasIpv4() {
        return families.contains("4");
    }

    public boolean hasIpv6() {
        return families.contains("6");
    }

    /** {@return the values for the IP families of this stack: one of the two values, or both in this order} */
    public <T> List<T> of(T ipv4, T ipv6) {
        return switch (this) {
            case IPV4 -> List.of(ipv4);
            case IPV6 -> List.of(ipv6);
            case DUAL -> List.of(ipv4, ipv6);
        };
    }
}
