package meta.spi.net;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import meta.netlink.MacAddress;
import meta.spi.Snapshot;
import org.junit.jupiter.api.Test;

class VethPairTest {
    private static final VethPair PAIR = VethPair.of("vethabc", MacAddress.NONE, "veth0", MacAddress.NONE, 1500);

    @Test
    void aPairIsFoundByTheNameOfItsPodEnd() {
        assertThat(found("host link vethabc peer veth0 netns pod\npod link veth0"))
                .contains(PAIR);
    }

    @Test
    void aDeviceWithoutAPeerOnTheHostIsNotAPair() {
        assertThat(found("pod link veth0 kind dummy")).isEmpty();
        assertThat(found("pod link veth0 peer vethabc netns host")).isEmpty();
        assertThat(found("host link vethabc peer eth0 netns pod\npod link veth0 peer vethabc netns host"))
                .isEmpty();
        assertThat(found("host link vethabc peer veth0 netns pod")).isEmpty();
    }

    @Test
    void endsThatDoNotNameEachOtherAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VethPair.of(PAIR.host(), PAIR.pod().withPeer("vethdef")))
                .withMessageStartingWith("not the two ends of a veth pair");
        assertThatIllegalArgumentException().isThrownBy(() -> VethPair.of(PAIR.pod(), PAIR.host()));
    }

    private static Optional<VethPair> found(String state) {
        Snapshot snapshot = given(state).snapshot();
        return VethPair.find("veth0", snapshot.host(), snapshot.pod());
    }
}
