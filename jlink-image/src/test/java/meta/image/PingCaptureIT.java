package meta.image;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import meta.image.topology.Namespace;
import meta.image.topology.PingCapture;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;

/** A {@link PingCapture} that cannot start throws an error. Otherwise, a test would conclude that there were no packets. */
@OnRealKernel
class PingCaptureIT {
    @Test
    void aCaptureOnAMissingDeviceFails(Topology topology) {
        Namespace pod = topology.pod().netns();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> PingCapture.on(pod, "nosuch").close())
                .withMessageContaining("no capture on nosuch");
    }
}
