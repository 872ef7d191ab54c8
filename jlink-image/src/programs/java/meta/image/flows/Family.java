package meta.image.flows;

/** The IP families, with the addresses of the overlay network and of the Service in each of them. */
enum Family {
    IPV4("ip", "0.0.0.0/0", "10.244.0.", "10.244.0.0/24", "10.96.0.1"),
    IPV6("ip6", "::/0", "fd00:244::", "fd00:244::/64", "fd00:96::1");

    final String nft;
    final String anywhere;
    final String podPrefix;
    final String podSubnet;
    final String service;

    Family(String nft, String anywhere, String podPrefix, String podSubnet, String service) {
        this.nft = nft;
        this.anywhere = anywhere;
        this.podPrefix = podPrefix;
        this.podSubnet = podSubnet;
        this.service = service;
    }

    static Family of(String address) {
        return address.indexOf(':') < 0 ? IPV4 : IPV6;
    }

    /** {@return the address in the overlay network whose last part is this number} */
    String pod(int number) {
        return podPrefix + number;
    }

    <T> T of(T ipv4, T ipv6) {
        return this == IPV4 ? ipv4 : ipv6;
    }
}
