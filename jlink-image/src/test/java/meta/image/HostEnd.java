package meta.image;

import meta.image.cni.Attachment;
import meta.image.cni.Json;

final class HostEnd {
    private HostEnd() {}

    /**
     * {@return the name of the host end of our pair in the result}
     *
     * @throws AssertionError if there is none
     */
    static String of(Attachment attachment) {
        String name = "";
        for (Json link : attachment.result().get("interfaces").items()) {
            if (link.get("sandbox", "").isEmpty() && link.get("name").text().startsWith("veth")) {
                name = link.get("name").text(); // the last one: ptp lists a veth pair of its own before ours
            }
        }
        if (name.isEmpty()) {
            throw new AssertionError("no veth on the node in " + attachment.result());
        }
        return name;
    }
}
