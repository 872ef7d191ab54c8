/**
 * Access to the Linux kernel's network configuration: typed rtnetlink messages in batches, network namespaces, sysctls, ARP and neighbour
 * discovery frames. The module also provides other system calls that the JDK lacks, such as those of Unix domain sockets that pass open files.
 *
 * <p>The module knows nothing of CNI, pods or plans; {@code meta.core} decides what to configure.
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
