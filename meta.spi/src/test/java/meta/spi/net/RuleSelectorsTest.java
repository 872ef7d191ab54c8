package meta.spi.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalInt;
import meta.netlink.Attribute;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import org.junit.jupiter.api.Test;

class RuleSelectorsTest {
    private static final RuleSelectors ANY = RuleSelectors.NONE;

    private static String printed(RuleSelectors selectors) {
        Rule rule = Rule.from(Prefix.parse("10.6.0.9/32"), Netns.HOST, RouteTable.of(200), 1100);
        return IpCommand.create(rule.withSelectors(selectors)).toString();
    }

    @Test
    void aMarkAlwaysHasAMask() {
        assertThat(RuleSelectors.of(0, List.of(Attribute.ofInt(10, 5)))).isEqualTo(ANY.withMark(5));
        assertThat(ANY.withMark(5).mask()).hasValue(-1);
        assertThat(ANY.withMark(5, 0xff).withMark(6)).isEqualTo(ANY.withMark(6));
        assertThat(ANY.withMark(0)).isEqualTo(ANY);
        assertThat(ANY.withMark(0, 0xff).mark()).hasValue(0);
        assertThat(ANY.mark()).isEqualTo(OptionalInt.empty());
    }

    @Test
    void selectorsWithTheDefaultOfTheKernelAreLeftOut() {
        assertThat(RuleSelectors.of(0, List.of(Attribute.ofInt(14, -1), new Attribute(22, new byte[1]))))
                .isEqualTo(ANY);
        assertThat(ANY.withDestinationPorts(80, 80).with(new Attribute(29, new byte[] {-1, -1})))
                .isEqualTo(ANY.withDestinationPorts(80, 80));
    }

    @Test
    void eachSelectorHasTheWordsOfIp() {
        RuleSelectors all = ANY.withMark(0x10, 0xff)
                .withInput("eth0")
                .withOutput("it's")
                .withTos(0x10)
                .withIpProtocol(6)
                .withSourcePorts(1000, 2000)
                .withDestinationPorts(80, 80)
                .withUids(1000, 1000)
                .withSuppressedPrefixLength(0);
        assertThat(printed(all))
                .isEqualTo("ip rule add from 10.6.0.9 tos 0x10 fwmark 0x10/0xff iif eth0 oif 'it'\\''s' ipproto 6"
                        + " sport 1000-2000 dport 80 uidrange 1000-1000 suppress_prefixlength 0"
                        + " lookup 200 priority 1100 protocol 109");
        assertThat(printed(ANY.withMark(-1)))
                .isEqualTo("ip rule add from 10.6.0.9 fwmark 0xffffffff lookup 200 priority 1100 protocol 109");
    }

    /** The second byte of the name is not valid UTF-8. */
    @Test
    void aNameHasTheBytesOfTheDevice() {
        String device = "e\udcff";
        byte[] bytes = {'e', (byte) 0xff, 0};

        assertThat(ANY.withInput(device).attributes()).containsExactly(new Attribute(3, bytes));
        assertThat(ANY.withOutput(device).attributes()).containsExactly(new Attribute(17, bytes));
        assertThat(RuleSelectors.of(0, List.of(new Attribute(3, bytes))).input())
                .hasValue(device);
    }

    @Test
    void aValueOutOfRangeIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ANY.withIpProtocol(256))
                .withMessage("IP protocol 256-256: 1 to 255 is expected");
        assertThatIllegalArgumentException().isThrownBy(() -> ANY.withSourcePorts(0, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> ANY.withDestinationPorts(9, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> ANY.withUids(0, 0xffff_ffffL));
        assertThatIllegalArgumentException().isThrownBy(() -> ANY.withInput(""));
        assertThatIllegalArgumentException().isThrownBy(() -> ANY.withTos(256));
        assertThatIllegalArgumentException().isThrownBy(() -> ANY.withSuppressedPrefixLength(-1));
    }
}
