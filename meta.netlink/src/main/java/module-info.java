/**
 * Talks rtnetlink to the Linux kernel: typed messages, batches with an acknowledgement each, network namespaces, sysctls; and hands open
 * files from process to process.
 *
 * <p>It knows nothing of CNI, pods or plans; who needs to know what should be there asks {@code meta.core}.
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
