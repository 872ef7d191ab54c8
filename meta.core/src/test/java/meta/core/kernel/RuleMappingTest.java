package meta.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.netlink.message.RuleMessage;
import meta.spi.net.Netns;
import meta.spi.net.Rule;
import meta.spi.net.RuleSelectors;
import org.junit.jupiter.api.Test;

class RuleMappingTest {
    /** The second byte of the name is not valid UTF-8. */
    @Test
    void aRuleThatIsReadNamesTheSameDeviceWhenItIsWritten() {
        RuleSelectors ofDevice = RuleSelectors.NONE.withInput("e\udcff");
        Rule rule = Rule.from(Prefix.parse("10.6.0.9/32"), Netns.HOST, RouteTable.of(200), 1100);
        RuleMessage written = RuleMapping.write(rule);

        Rule read =
                RuleMapping.read(written.withInputName("e\udcff"), Netns.HOST).orElseThrow();

        assertThat(read).isEqualTo(rule.withSelectors(ofDevice));
        assertThat(RuleMapping.write(read).unknown()).isEqualTo(List.of(new Attribute(3, new byte[] {'e', (byte) 0xff, 0
        })));
    }
}
