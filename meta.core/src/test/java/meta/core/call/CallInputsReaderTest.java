package meta.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.RequestReadResult;
import meta.core.cni.RequestReader;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.CallInputs;
import meta.spi.PrevResult;
import org.junit.jupiter.api.Test;

/** The inputs of steps contain the {@code CNI_ARGS}, {@code runtimeConfig} and {@code prevResult} of requests of all CNI versions. */
class CallInputsReaderTest {
    private static final IpAddress NONE = IpAddress.parse("0.0.0.0");

    @Test
    void theInputsAreTheArgumentsTheRuntimeConfigAndThePreviousResult() {
        CallInputs inputs = inputs("K8S_POD_NAMESPACE=shop;K8S_POD_NAME=web-0;K8S_POD_UID=u-1;other=x", """
                {"cniVersion": "1.1.0", "name": "lan", "type": "veth",
                 "runtimeConfig": {"mac": "0a:00:00:00:00:01", "ports": [{"hostPort": 80, "on": true, "no": null}]},
                 "prevResult": {"cniVersion": "1.1.0",
                   "interfaces": [{"name": "eth0", "mac": "0a:00:00:00:00:02", "sandbox": "/run/netns/p"}, {"name": "br0"}],
                   "ips": [{"address": "10.1.0.2/24", "gateway": "10.1.0.1", "interface": 0}, {"address": "none"}],
                   "routes": [{"dst": "10.9.0.0/16", "gw": "10.1.0.9"}],
                   "dns": {"nameservers": ["10.1.0.53"], "domain": "shop", "search": ["a", "b"], "options": ["ndots:2"]}}}
                """);

        assertThat(inputs.cniVersion()).isEqualTo("1.1.0");
        assertThat(List.of(inputs.podNamespace(), inputs.podName(), inputs.podUid()))
                .containsExactly("shop", "web-0", "u-1");
        assertThat(inputs.args()).containsEntry("other", "x");
        assertThat(inputs.runtimeConfig())
                .isEqualTo(Map.of(
                        "mac",
                        "0a:00:00:00:00:01",
                        "ports",
                        List.of(Map.of("hostPort", new BigDecimal(80), "on", true))));
        assertThat(inputs.previousResult())
                .isEqualTo(PrevResult.of(
                                List.of(
                                        PrevResult.Interface.of("eth0", "0a:00:00:00:00:02", "/run/netns/p"),
                                        PrevResult.Interface.of("br0", "", "")),
                                List.of(PrevResult.Ip.of(
                                        IpAddress.parse("10.1.0.2"), 24, IpAddress.parse("10.1.0.1"), "eth0")),
                                List.of(PrevResult.Route.of(Prefix.parse("10.9.0.0/16"), IpAddress.parse("10.1.0.9"))))
                        .withDns(PrevResult.Dns.of(
                                List.of("10.1.0.53"), "shop", List.of("a", "b"), List.of("ndots:2"))));
    }

    @Test
    void aPreviousResultOfVersion020IsConverted() {
        CallInputs inputs = inputs("", """
                {"cniVersion": "0.2.0", "name": "lan", "type": "veth",
                 "prevResult": {"cniVersion": "0.2.0", "ip4": {"ip": "10.1.0.2/24"}, "dns": {"domain": "old"}}}
                """);

        assertThat(inputs.podName()).isEmpty();
        assertThat(inputs.runtimeConfig()).isEmpty();
        assertThat(inputs.previousResult())
                .isEqualTo(PrevResult.of(
                                List.of(),
                                List.of(PrevResult.Ip.of(IpAddress.parse("10.1.0.2"), 24, NONE, "")),
                                List.of())
                        .withDns(PrevResult.Dns.of(List.of(), "old", List.of(), List.of())));
    }

    @Test
    void aNumberWithATooLargeExponentIsAProblemOfTheConfiguration() {
        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(() -> inputs("", """
                        {"cniVersion": "1.1.0", "name": "lan", "type": "veth",
                         "runtimeConfig": {"bandwidth": {"rates": [1, 1e99999999999]}},
                         "prevResult": {"cniVersion": "1.1.0"}}
                        """))
                .satisfies(failed -> {
                    assertThat(failed.failure().code()).isEqualTo(7);
                    assertThat(failed.failure().details())
                            .isEqualTo("runtimeConfig.bandwidth.rates[1]: 1e99999999999:"
                                    + " expected a number whose exponent has at most 9 digits");
                });
    }

    private static CallInputs inputs(String args, String configuration) {
        Map<String, String> environment = Map.of(
                "CNI_COMMAND",
                "ADD",
                "CNI_CONTAINERID",
                "c1",
                "CNI_IFNAME",
                "eth0",
                "CNI_NETNS",
                "/run/netns/p",
                "CNI_PATH",
                "/opt/cni/bin",
                "CNI_ARGS",
                args);
        byte[] stdin = configuration.getBytes(StandardCharsets.UTF_8);
        return switch (RequestReader.read(environment, new ByteArrayInputStream(stdin))) {
            case RequestReadResult.Valid(CniRequest.Add add) -> CallInputsReader.read(add);
            case RequestReadResult other -> throw new AssertionError(other);
        };
    }
}
