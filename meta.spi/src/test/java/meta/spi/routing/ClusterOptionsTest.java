package meta.spi.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.netlink.Prefix;
import meta.spi.AddressingPolicy;
import meta.spi.option.StepOptions;
import org.junit.jupiter.api.Test;

class ClusterOptionsTest {

    @Test
    void aSubnetInSeveralOptionsIsHijackedOnce() {
        StepOptions options = StepOptions.defaults(ClusterOptions.ALL)
                .with(ClusterOptions.OVERLAY_SUBNETS, subnets("10.244.0.0/16", "fd00:244::/56"))
                .with(ClusterOptions.SERVICE_SUBNETS, subnets("10.96.0.0/12", "10.244.0.0/16"))
                .with(ClusterOptions.ADDITIONAL_SUBNETS, subnets("169.254.20.10/32"));

        assertThat(ClusterOptions.policy(options).hijacked())
                .isEqualTo(subnets("10.244.0.0/16", "fd00:244::/56", "10.96.0.0/12", "169.254.20.10/32"));
    }

    @Test
    void requiredOptionsWithoutAValueHijackNothing() {
        assertThat(ClusterOptions.policy(StepOptions.defaults(ClusterOptions.ALL)))
                .isEqualTo(AddressingPolicy.NONE);
    }

    private static List<Prefix> subnets(String... texts) {
        return List.of(texts).stream().map(Prefix::parse).toList();
    }
}
