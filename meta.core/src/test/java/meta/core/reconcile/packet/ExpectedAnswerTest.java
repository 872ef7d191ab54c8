package meta.core.reconcile.packet;

import static meta.core.reconcile.packet.PodOnLan.packets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.netlink.IpAddress;
import meta.netlink.packet.ArpFrame;
import meta.netlink.packet.ArpOrNdpFrame;
import meta.netlink.packet.NdpFrame;
import meta.netlink.packet.PacketSocket;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.net.Netns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsRealKernel
@Timeout(120)
class ExpectedAnswerTest {
    private static final Duration LONG = Duration.ofMinutes(10); // longer than any test may take
    private static final Duration SHORT = Duration.ofMillis(100);
    private PodOnLan lan;

    @BeforeEach
    void aPodAndAnotherHostOnALan(ScratchNamespaces net) throws IOException {
        lan = PodOnLan.in(net);
    }

    @AfterEach
    void closeTheLan() {
        lan.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.18.0.1", "fd00:18::1"})
    void anAnswerEndsTheWait(String text) {
        IpAddress address = IpAddress.parse(text);
        lan.other().assign(address, address.isIpv4() ? 16 : 64);

        assertThatCode(() -> ask(Plan.expectAnswer(claim(text), 1, LONG))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"172.18.0.1, arping -f -c 2 -I eth0 172.18.0.1", "fd00:18::1, ndisc6 -1 -r 2 -w 100 fd00:18::1 eth0"})
    void ifNoHostAnswersTheAddFailsAndCanBeRepeated(String address, String command) {
        assertThat(failure(Plan.expectAnswer(claim(address), 2, SHORT)))
                .isEqualTo(new Failure.TryAgain("detectConflict: ip netns exec pod " + command
                        + ": no host answers for " + address + "; nothing was changed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.18.0.1", "fd00:18::1"})
    void aMissingAnswerThatIsNotRequiredIsNoFailure(String address) {
        assertThatCode(() -> ask(Plan.expectAnswerOrWarn(claim(address), 1, SHORT)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"172.18.0.1, 172.18.24.120", "fd00:18::1, fd00:18::120"})
    void theSenderOfTheRequestIsTheAddressOfTheNic(String asked, String own) {
        IpAddress address = IpAddress.parse(asked);
        IpAddress sender = IpAddress.parse(own);
        ArpOrNdpFrame request = address.isIpv4()
                ? ArpFrame.request(PodOnLan.POD, sender, address)
                : NdpFrame.request(PodOnLan.POD, sender, address);
        try (PacketSocket socket = lan.other().listening(address)) {
            ask(Plan.expectAnswerOrWarn(claim(asked), 1, SHORT));
            OtherHost.await(socket, request);
        }
    }

    @Test
    void aNicWithoutAnAddressCannotSendTheRequest() {
        lan.node().pod("addr flush dev eth0");

        assertThat(failure(Plan.expectAnswer(claim("172.18.0.1"), 1, SHORT)))
                .isInstanceOf(Failure.StepRejected.class)
                .satisfies(failure -> assertThat(failure.details()).contains("eth0 has no IPv4 address to ask from"));
    }

    private void ask(Plan plan) {
        packets(plan).ask(lan.node().kernel());
    }

    private Failure failure(Plan plan) {
        return catchThrowableOfType(CallFailedException.class, () -> ask(plan)).failure();
    }

    private static Claim claim(String address) {
        return Claim.of(Netns.POD, "eth0", IpAddress.parse(address));
    }
}
