package meta.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttachmentTest {
    private static final String LONG = "0123456789".repeat(30);

    @Test
    void theMarkNamesNetworkContainerAndInterface() {
        Attachment attachment = Attachment.of("lan", "c0ffee", "eth0", "/run/netns/pod");
        assertThat(attachment.mark()).isEqualTo("meta-plugins network=lan container=c0ffee ifname=eth0");
    }

    @Test
    void theMarkDoesNotDependOnThePathOfTheNamespace() {
        Attachment added = Attachment.of("lan", "c0ffee", "eth0", "/run/netns/pod");
        Attachment deleted = Attachment.of("lan", "c0ffee", "eth0", "");
        assertThat(deleted.mark()).isEqualTo(added.mark());
    }

    @Test
    void aContainerIdOf64LettersIsNotCut() {
        String id = "0123456789abcdef".repeat(4);
        assertThat(Attachment.of("lan", id, "eth0", "").mark()).contains(" container=" + id + " ");
    }

    @Test
    void theMarkFitsIntoAnAliasIfTheNamesAreLong() {
        String mark = Attachment.of(LONG, LONG, "fifteen-letters", "").mark();
        assertThat(mark.getBytes(UTF_8).length).isLessThanOrEqualTo(255);
        assertThat(mark).contains("network=0123456789", "container=0123456789", "ifname=fifteen-letters");
        assertThat(Attachment.isMark(mark)).isTrue();
    }

    @Test
    void longNamesThatDifferInTheirLastLetterHaveDifferentMarks() {
        String one = Attachment.of("lan", LONG + "1", "eth0", "").mark();
        String other = Attachment.of("lan", LONG + "2", "eth0", "").mark();
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void anAliasOfAnotherFormIsNotAMark() {
        assertThat(Attachment.isMark("")).isFalse();
        assertThat(Attachment.ofMark("")).isEmpty();
        assertThat(Attachment.isMark("uplink to meta-plugins network=lan")).isFalse();
        assertThat(Attachment.isMark("meta-plugins")).isFalse();
        assertThat(Attachment.isMark("meta-plugins network=lan")).isFalse();
        assertThat(Attachment.isMark("meta-plugins network=lan container= ifname=eth0"))
                .isFalse();
        assertThat(Attachment.isMark("meta-plugins network=lan container=c0ffee ifname=eth0, do not touch"))
                .isFalse();
        assertThat(Attachment.isMarkOf("lan", "meta-plugins network=lan uplink of rack 7"))
                .isFalse();
        assertThat(Attachment.of("lan", "c0ffee", "eth0", "")
                        .ifnameIn("meta-plugins network=lan container=c0ffee ifname=eth0 (spare)"))
                .isEmpty();
    }
}
