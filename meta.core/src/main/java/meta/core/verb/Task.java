package meta.core.verb;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.CniResult;
import meta.core.config.NetworkConfig;
import meta.core.observe.Assigned;
import meta.core.pipeline.Pipeline;
import meta.netlink.IpAddress;
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

    /** {@return what the plugins before say of the NIC} */
    Assigned assigned() {
        return assigned(attachment, previous);
    }

    static Assigned assigned(Attachment attachment, CniResult previous) {
        List<Address> addresses = new ArrayList<>();
        List<IpAddress> routers = new ArrayList<>();
        for (CniResult.Ip ip : previous.ips()) {
            if (ip.isOf(attachment.ifname())) {
                addresses.add(Address.of(Netns.POD, attachment.ifname(), ip.address(), ip.prefixLength()));
                if (!ip.gateway().isUnspecified()) {
                    routers.add(ip.gateway());
                }
            }
        }
        return new Assigned(addresses, routers);
    }
}
