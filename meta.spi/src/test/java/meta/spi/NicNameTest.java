package meta.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NicNameTest {
    @Test
    void namesAreInTheOrderInWhichPeopleCount() {
        List<String> ordered = List.of(
                "ens5",
                "eth",
                "eth0",
                "eth0.100",
                "eth1",
                "net1",
                "net2",
                "net9",
                "net10",
                "net010",
                "pod6b48",
                "veth0");
        List<NicName> shuffled =
                new ArrayList<>(ordered.stream().map(NicName::new).toList());
        Collections.reverse(shuffled);
        Collections.sort(shuffled);
        assertThat(shuffled)
                .extracting(NicName::text)
                .containsExactly(
                        "ens5",
                        "eth",
                        "eth0",
                        "eth0.100",
                        "eth1",
                        "net1",
                        "net2",
                        "net9",
                        "net010",
                        "net10",
                        "pod6b48",
                        "veth0");
    }

    @ParameterizedTest
    @CsvSource({"net1, 1", "eth0, 0", "net10, 10", "pod6b48, 48", "ens5, 5", "net007, 7", "999999999, 999999999"})
    void theNumberIsWhatTheNameEndsIn(String name, long number) {
        assertThat(new NicName(name).number()).hasValue(number);
    }

    @ParameterizedTest
    @CsvSource({"wlan", "eth0.a", "net1234567890"})
    void aNameThatEndsInALetterOrInTooManyDigitsHasNoNumber(String name) {
        assertThat(new NicName(name).number()).isEmpty();
    }

    @Test
    void theFirstOrTheLastOfTheNamesHasMain() {
        assertThat(MainNic.FIRST.of(List.of("net10", "net2", "net9"))).contains("net2");
        assertThat(MainNic.LAST.of(List.of("net10", "net2", "net9"))).contains("net10");
        assertThat(MainNic.LAST.of(List.of())).isEmpty();
    }
}
