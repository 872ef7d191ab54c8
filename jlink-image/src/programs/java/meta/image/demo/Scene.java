package meta.image.demo;

import java.util.List;
import meta.image.cni.Attachment;
import meta.image.topology.Host;
import meta.image.topology.Pod;

/**
 * A network with a pod, and what one of our plugins changes in it.
 *
 * @param title what the pod is
 * @param drawing the network, in characters
 * @param problem what does not work without the plugin
 * @param type the plugin
 * @param before the plugin that it comes after in the network's list
 * @param config the plugin's part of the network configuration
 * @param nic the NIC that the plugin is called for
 */
record Scene(
        String title,
        String drawing,
        String problem,
        String type,
        String before,
        String config,
        Host node,
        Attachment nic,
        List<Question> questions) {

    Pod pod() {
        return nic.pod();
    }
}
