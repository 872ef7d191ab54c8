package meta.image;

import meta.image.cni.Attachment;
import meta.image.cni.Json;

/** The name of the veth end on the node. */
final class HostEnd {
    private HostEnd() {}

    /** {@return the name as the result tells it: the interface without a sandbox whose name begins with {@code veth}} */
    static String of(Attachment attachment) {
        String name = "";
        for (Json link : attachment.result().get("interfaces").items()) {
            if (link.get("sandbox", "").isEmpty() && link.get("name").text().startsWith("veth")) {
                name = link.get("name").text(); // the last one: ptp has put a veth of its own before ours
            }
        }
        if (name.isEmpty()) {
            throw new AssertionError("no veth on the node in " + attachment.result());
        }
        return name;
    }
}
