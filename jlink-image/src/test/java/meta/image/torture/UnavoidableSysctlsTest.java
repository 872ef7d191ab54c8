package meta.image.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.netlink.Errno;
import org.junit.jupiter.api.Test;

/** {@link Trials} ignores a wrong {@code accept_ra_defrtr} only if the fault prevents the call from writing sysctls. */
class UnavoidableSysctlsTest {
    private static final String DIFFERENCE =
            "at the end:\n    - SysctlValue[path=net/ipv6/conf/net1/accept_ra_defrtr, value=1]";
    private static final String MORE = DIFFERENCE + "\n    + Route[]";
    private static final String WITHOUT_DIFFERENCE = "files left open: [31 socket:[133592849]]";
    private static final List<String> ALL = List.of(DIFFERENCE, MORE, WITHOUT_DIFFERENCE);

    @Test
    void onlyTheSysctlMayDifferIfNoSysctlCanBeWritten() {
        Fault lasting = new Fault("setns", 16, new Fault.Lasting(Errno.EMFILE));

        assertThat(Trials.avoidable(lasting, ALL)).containsExactly(MORE, WITHOUT_DIFFERENCE);
    }

    @Test
    void nothingMayDifferIfSysctlsCanBeWrittenAgain() {
        Fault once = new Fault("setns", 16, new Fault.Once(Errno.EMFILE));
        Fault ofSockets = new Fault("send", 16, new Fault.Lasting(Errno.EMFILE));

        assertThat(Trials.avoidable(once, ALL)).isEqualTo(ALL);
        assertThat(Trials.avoidable(ofSockets, ALL)).isEqualTo(ALL);
    }
}
