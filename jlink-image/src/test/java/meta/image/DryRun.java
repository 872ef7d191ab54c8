package meta.image;

import java.nio.file.Path;
import java.util.Map;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.topology.Command;

/**
 * Runs {@code metactl plan veth} for a pod.
 *
 * @param nic the NIC for which the plan is printed
 * @param steps the folder with the jars of third-party steps
 */
record DryRun(Cluster cluster, Attachment nic, Path steps) {

    /**
     * {@return the printed plan}
     *
     * @throws AssertionError if the command fails
     */
    String text() {
        return Command.of(
                        Image.bin("metactl").toString(),
                        "plan",
                        "veth",
                        "--netns",
                        nic.pod().netns().path().toString())
                .in(cluster.node().netns())
                .with(Map.of("META_PLUGINS_STEPS", steps.toString()))
                .reading(nic.last(Verb.ADD).stdin())
                .run()
                .text();
    }
}
