package meta.image;

import meta.image.cni.Attachment;
import meta.image.cni.Json;

/** Finds the host end of a pod's veth pair. */
final class HostEnd {
    private HostEnd() {}

    /**
     * {@return the name of the host end of our veth pair, from the result of the NIC's ADD}
     *
     * @throws AssertionError if the result contains no host end
     */
    static String of(Attachment attachment) {
        String name = "";
        for (Json link : attachment.result().get("interfaces").items()) {
            if (link.get("sandbox", "").isEmpty() && link.get("name").text().startsWith("veth")) {
                name = link.get("name").text(); // the last one is ours: ptp lists its own veth pair before
            }
        }
        if (name.isEmpty()) {
            throw new AssertionError("no veth on the node in " + attachment.result());
        }
        return name;
    }
}
