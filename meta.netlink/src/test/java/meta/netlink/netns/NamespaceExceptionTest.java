package meta.netlink.netns;

import static org.assertj.core.api.Assertions.assertThat;

import meta.netlink.Errno;
import meta.netlink.netns.NamespaceException.Reason;
import org.junit.jupiter.api.Test;

class NamespaceExceptionTest {
    @Test
    void anInputOutputErrorIsNotReportedAsAMissingNamespace() {
        assertThat(NamespaceException.notOpened("/run/netns/pod", Errno.EIO).reason())
                .isEqualTo(Reason.REFUSED);
        assertThat(NamespaceException.notOpened("/run/netns/pod", Errno.ENOENT).reason())
                .isEqualTo(Reason.MISSING);
        assertThat(NamespaceException.notOpened("/run/netns/pod", Errno.EACCES).reason())
                .isEqualTo(Reason.NOT_A_NETWORK_NAMESPACE);
    }
}
