/**
 * Gives access to the network configuration of the Linux kernel: rtnetlink, network namespaces, sysctls, and frames of ARP and neighbour
 * discovery. Also provides other helpers that the JDK lacks. The module must contain no code that is specific to CNI.
 */
module meta.netlink {
    requires static transitive org.jspecify;
    requires org.jnrproject.jffi;

    exports meta.netlink;
    exports meta.netlink.message;
    exports meta.netlink.netns;
    exports meta.netlink.packet;
    exports meta.netlink.socket;
    exports meta.netlink.unix;
}
