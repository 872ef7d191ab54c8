/**
 * Gives access to the network configuration of the Linux kernel: typed rtnetlink messages in batches, network namespaces, sysctls, and frames of ARP
 * and neighbour discovery. The module also provides other functions of Linux that the JDK lacks, such as Unix domain sockets that pass open files.
 *
 * <p>The module contains no code that is specific to CNI, pods or plans; {@code meta.core} decides what to configure.
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
