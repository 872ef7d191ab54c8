package meta.core.verb;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.CniResult;
import meta.core.config.NetworkConfig;
import meta.core.pipeline.Pipeline;
import meta.spi.Attachment;
import meta.spi.net.Address;
import meta.spi.net.Netns;

/**
 * What a call is to bring about.
 *
 * @param attachment which NIC of which pod
 * @param previous what the plugins before in the chain have made
 * @param pipeline the steps to ask
 * @param config which of them are on, and their options
 */
public record Task(Attachment attachment, CniResult previous, Pipeline pipeline, NetworkConfig config) {

    /** {@return the NIC's addresses as the plugins before have assigned them} */
    List<Address> assigned() {
        return assigned(attachment, previous);
    }

    static List<Address> assigned(Attachment attachment, CniResult previous) {
        List<Address> assigned = new ArrayList<>();
        for (CniResult.Ip ip : previous.ips()) {
            boolean onNic = ip.device().isEmpty() || ip.device().equals(attachment.ifname());
            if (onNic) {
                assigned.add(Address.of(Netns.POD, attachment.ifname(), ip.address(), ip.prefixLength()));
            }
        }
        return assigned;
    }
}
