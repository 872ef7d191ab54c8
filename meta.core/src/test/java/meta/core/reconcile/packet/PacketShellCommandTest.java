package meta.core.reconcile.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import meta.netlink.IpAddress;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.Plan.IfSilent;
import meta.spi.net.Netns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketShellCommandTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String NETNS = "/run/netns/a";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            10.6.0.9 | arping -D -c 3 -I 'a;reboot' 10.6.0.9 | arping -f -c 3 -I 'a;reboot' 10.6.0.9 | arping -U -c 1 -I 'a;reboot' 10.6.0.9
            fd00::9  | ndisc6 -r 3 -w 1000 fd00::9 'a;reboot' | ndisc6 -1 -r 3 -w 1000 fd00::9 'a;reboot' | ndsend fd00::9 'a;reboot'
            """)
    void aDeviceNameWithSpecialCharactersIsOneWordOfTheShell(
            String address, String probe, String expect, String announce) {
        Claim claim = Claim.of(Netns.POD, "a;reboot", IpAddress.parse(address));

        assertThat(PacketShellCommand.inShell(new Plan.Probe(claim, 3, SECOND, List.of(), ""), NETNS))
                .isEqualTo("ip netns exec a " + probe);
        assertThat(PacketShellCommand.inShell(new Plan.Expect(claim, 3, SECOND, IfSilent.FAIL, ""), NETNS))
                .isEqualTo("ip netns exec a " + expect);
        assertThat(PacketShellCommand.inShell(new Plan.Announce(claim, ""), NETNS))
                .isEqualTo("ip netns exec a " + announce);
    }

    @Test
    void aPlainDeviceNameHasNoQuotes() {
        Claim claim = Claim.of(Netns.HOST, "eth0", IpAddress.parse("10.6.0.9"));

        assertThat(PacketShellCommand.of(new Plan.Announce(claim, "")))
                .isEqualTo("host arping -U -c 1 -I eth0 10.6.0.9");
    }
}
