package meta.core.reconcile.observe;

import java.util.regex.Pattern;

/** Recognises common names of devices that belong to a container network. */
final class ContainerNetworkDeviceNames {
    private static final Pattern NAMES = Pattern.compile("lo$|docker|br-[0-9a-f]{12}$|cbr|dummy|virbr|lxcbr|lxdbr"
            + "|veth|cali|lxc|cilium|tunl|ipip|sit|gre|flannel|vxlan\\.calico|wireguard\\.cali|cni|kube-ipvs|kube-bridge"
            + "|nodelocaldns|antrea-gw|ovn-k8s-mp|podman|weave|vx-submariner");

    private ContainerNetworkDeviceNames() {}

    /** {@return whether a host device with this name probably belongs to a container network, and not to the node itself} */
    static boolean hasNameOf(String device) {
        return NAMES.matcher(device).lookingAt();
    }
}
