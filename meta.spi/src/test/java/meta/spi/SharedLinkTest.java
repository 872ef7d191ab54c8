package meta.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SharedLinkTest {
    private static final Attachment NET1 = Attachment.of("lan2", "0123456789abcdef", "net1", "/run/netns/pod");

    private static Attachment attachment(String network, String ifname) {
        return Attachment.of(network, NET1.containerId(), ifname, NET1.netns());
    }

    @Test
    void attachmentsAreReadAsTheyWereWritten() {
        String alias =
                SharedLink.of("").with(attachment("lan3", "net10")).with(NET1).alias();
        assertThat(alias).isEqualTo("meta-plugins also net1=lan2 net10=lan3");
        assertThat(SharedLink.of(alias).attachment("net1", attachment("lan", "eth0")))
                .contains(NET1);
        assertThat(SharedLink.of(alias).without("net10").without("net1").alias())
                .isEmpty();
    }

    @Test
    void anAliasOfAnotherFormListsNoAttachments() {
        assertThat(SharedLink.of("a text of another program").networks()).isEmpty();
        assertThat(SharedLink.of(NET1.mark()).networks()).isEmpty();
    }

    /** A process in the pod can write any text into the alias. */
    @Test
    void anEntryWithAnInvalidNetworkNameIsIgnored() {
        String forged = "meta-plugins also net1=" + "\u4e2d".repeat(60) + " net2=lan\tx net3= net4=lan4";
        assertThat(SharedLink.of(forged).networks()).containsOnlyKeys("net4");
    }

    @Test
    void anEntryThatDoesNotFitIsLeftOutOfTheAlias() {
        SharedLink shared = SharedLink.of("")
                .with(attachment("a".repeat(120), "net1"))
                .with(attachment("b".repeat(120), "net2"))
                .with(attachment("c", "net3"));
        assertThat(shared.alias())
                .hasSizeLessThan(256)
                .contains("net1=", "net3=c")
                .doesNotContain("net2=");
    }

    @Test
    void theLengthOfTheAliasIsCountedInBytes() {
        SharedLink shared = SharedLink.of("");
        for (int i = 0; i < 20; i++) {
            shared = shared.with(attachment("lan", "\u4e2d\u4e2d\u4e2d\u4e2d" + i));
        }
        assertThat(shared.alias().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(230, 255);
    }
}
