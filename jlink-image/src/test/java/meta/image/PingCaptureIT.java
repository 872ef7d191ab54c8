package meta.image;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import meta.image.topology.Namespace;
import meta.image.topology.PingCapture;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;

/** If a {@link PingCapture} does not run, it must fail. It must not report that there were no packets. */
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
