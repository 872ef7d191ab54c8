package meta.image;

import java.nio.file.Path;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.Conflist;
import meta.image.topology.IpFamilies;

/**
 * A folder with the jars of third-party steps, and a cluster whose calls use these steps.
 *
 * @param folder the folder, which calls get as {@code META_PLUGINS_STEPS}
 */
record StepFolder(Cluster cluster, Path folder) {

    /**
     * {@return a NIC of a new pod, before ADD of any plugin}
     *
     * @param steps the value of the key {@code steps} in the network configuration, as JSON text with single quotes instead of double
     *     quotes
     */
    Attachment attachment(String steps) {
        Conflist list =
                cluster.conflist(MainPluginConfig.MACVLAN, IpFamilies.DUAL).lastWith("steps", steps.replace('\'', '"'));
        return cluster.network(list)
                .with("META_PLUGINS_STEPS", folder.toString())
                .attachment(cluster.topology().pod(), "eth0");
    }

    /** {@return the output of {@code ip link show eth0} in the pod; it contains {@code qlen} if the queue's length is not 0} */
    static String queue(Attachment eth0) {
        return eth0.pod().netns().ip("link show eth0");
    }
}
