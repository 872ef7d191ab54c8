package meta.image.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeltaTest {
    @Test
    void theDifferenceBetweenAStateAndItselfIsEmpty() {
        State state = state("route 10.0.0.0/8 dev eth0", "rule -4 priority 0");
        assertThat(Delta.between(state, state)).isEqualTo(Delta.NONE);
    }

    @Test
    void aDifferenceHasRemovedAndNewLines() {
        assertThat(Delta.between(
                                state("addr 10.0.0.1/8", "addr 10.0.0.2/8"),
                                state("addr 10.0.0.2/8", "addr 10.0.0.3/8"))
                        .lines())
                .containsExactly("+ addr 10.0.0.3/8", "- addr 10.0.0.1/8");
    }

    @Test
    void aDuplicateIsADifference() {
        assertThat(Delta.between(state("rule -4 priority 9"), state("rule -4 priority 9", "rule -4 priority 9"))
                        .lines())
                .containsExactly("+ rule -4 priority 9");
    }

    @Test
    void aDifferenceHasTheValuesOfASysctlBeforeAndAfter() {
        State before = sysctl("eth0", "ipv4 rp_filter", "0");
        assertThat(Delta.between(before, sysctl("eth0", "ipv4 rp_filter", "2")).lines())
                .containsExactly("~ sysctl eth0 ipv4 rp_filter 0 -> 2");
    }

    @Test
    void aDifferenceHasTheRelevantSysctlsOfANewDevice() {
        assertThat(Delta.between(state(), sysctl("veth0", "ipv6 accept_ra", "0"))
                        .lines())
                .containsExactly("+ sysctl veth0 ipv6 accept_ra 0");
        assertThat(Delta.between(state(), sysctl("veth0", "ipv6 hop_limit", "64")))
                .isEqualTo(Delta.NONE);
    }

    @Test
    void namingReplacesMacAddressesAndTheirLinkLocalAddresses() {
        Delta delta =
                new Delta(List.of("+ neigh 10.0.0.1 lladdr 0a:00:5e:00:01:0f", "+ addr fe80::800:5eff:fe00:10f/64"));
        State devices = new State(List.of(), new TreeMap<>(), new TreeMap<>(Map.of("0a:00:5e:00:01:0f", "veth0")));
        assertThat(delta.naming(devices).lines())
                .containsExactly("+ addr fe80::{veth0}/64", "+ neigh 10.0.0.1 lladdr {veth0}");
    }

    private static State state(String... objects) {
        return new State(List.of(objects), Collections.emptySortedMap(), Collections.emptySortedMap());
    }

    private static State sysctl(String device, String key, String value) {
        SortedMap<String, SortedMap<String, String>> values = new TreeMap<>();
        values.put(device, new TreeMap<>(Map.of(key, value)));
        return new State(List.of(), values, Collections.emptySortedMap());
    }
}
