package meta.core.reconcile.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerNetworkDeviceNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lo",
                "docker0",
                "docker_gwbridge",
                "br-0123456789ab",
                "cbr0",
                "dummy0",
                "virbr0",
                "virbr0-nic",
                "lxcbr0",
                "lxdbr0",
                "veth0123456789a",
                "cali12345678901",
                "lxc0123456789ab",
                "lxc_health",
                "cilium_host",
                "tunl0",
                "ipip0",
                "sit0",
                "gre0",
                "gretap0",
                "flannel.1",
                "vxlan.calico",
                "wireguard.cali",
                "wireguard.cali-v6",
                "cni0",
                "kube-ipvs0",
                "kube-bridge",
                "nodelocaldns",
                "antrea-gw0",
                "ovn-k8s-mp0",
                "podman0",
                "weave",
                "vx-submariner"
            })
    void theNameBelongsToADeviceOfAContainerNetwork(String device) {
        assertThat(ContainerNetworkDeviceNames.hasNameOf(device)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eth0", "ens192", "enp3s0f0np0", "bond0", "bond0.100", "br0", "br-lan", "br-ex", "br-0123456789abc",
                "br-0123456789ag", "vlan100", "wg0", "wireguard0", "vxlan1", "vxlanXcalico", "team0", "lo0", "lan0",
                "mylo", "mydocker0", "tun0", "kube0", "ib0"
            })
    void theNameMayBelongToADeviceOfTheNode(String device) {
        assertThat(ContainerNetworkDeviceNames.hasNameOf(device)).isFalse();
    }
}
