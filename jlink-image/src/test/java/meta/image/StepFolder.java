package meta.image;

import java.nio.file.Path;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPlugin;
import meta.image.cni.Attachment;
import meta.image.cni.Conflist;
import meta.image.topology.Stack;

/** @param folder the value of {@code META_PLUGINS_STEPS} */
record StepFolder(Cluster cluster, Path folder) {

    /**
     * {@return a NIC of a new pod, not created yet}
     *
     * @param steps the key {@code steps} of the configuration, as JSON with single quotes
     */
    Attachment attachment(String steps) {
        Conflist list = cluster.conflist(MainPlugin.MACVLAN, Stack.DUAL).lastWith("steps", steps.replace('\'', '"'));
        return cluster.network(list)
                .with("META_PLUGINS_STEPS", folder.toString())
                .attachment(cluster.topology().pod(), "eth0");
    }

    static String queue(Attachment eth0) {
        return eth0.pod().netns().ip("link show eth0");
    }
}
