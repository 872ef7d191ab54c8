package meta.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import meta.netlink.Prefix;
import meta.spi.option.StepOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressingPolicyTest {

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
    void devicesOfContainerNetworksAreNotTheNodes(String device) {
        assertThat(AddressingPolicy.isNamedLikeContainerDevice(device)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eth0", "ens192", "enp3s0f0np0", "bond0", "bond0.100", "br0", "br-lan", "br-ex", "br-0123456789abc",
                "br-0123456789ag", "vlan100", "wg0", "wireguard0", "vxlan1", "vxlanXcalico", "team0", "lo0", "lan0",
                "mylo", "mydocker0", "tun0", "kube0", "ib0"
            })
    void otherDevicesAre(String device) {
        assertThat(AddressingPolicy.isNamedLikeContainerDevice(device)).isFalse();
    }

    @Test
    void theConfigurationLeavesOutOthers() {
        AddressingPolicy policy = new AddressingPolicy(
                List.of(), List.of(Pattern.compile("^storage"), Pattern.compile("\\.100$")), false);
        assertThat(policy.excludes("storage0")).isTrue();
        assertThat(policy.excludes("bond0.100")).isTrue();
        assertThat(policy.excludes("mystorage")).isFalse();
        assertThat(policy.excludes("docker0")).isFalse();
    }

    @Test
    void theSubnetsAreThoseOfOverlayServicesAndMoreEachOnce() {
        StepOptions options = StepOptions.defaults(AddressingPolicy.OPTIONS)
                .with(AddressingPolicy.OVERLAY_SUBNETS, subnets("10.244.0.0/16", "fd00:244::/56"))
                .with(AddressingPolicy.SERVICE_SUBNETS, subnets("10.96.0.0/12", "10.244.0.0/16"))
                .with(AddressingPolicy.ADDITIONAL_SUBNETS, subnets("169.254.20.10/32"));
        assertThat(AddressingPolicy.from(options).hijacked())
                .isEqualTo(subnets("10.244.0.0/16", "fd00:244::/56", "10.96.0.0/12", "169.254.20.10/32"));
    }

    private static List<Prefix> subnets(String... texts) {
        return List.of(texts).stream().map(Prefix::parse).toList();
    }
}
