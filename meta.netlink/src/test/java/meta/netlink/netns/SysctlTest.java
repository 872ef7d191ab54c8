package meta.netlink.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import meta.netlink.Errno;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SysctlTest {
    @Test
    @NeedsRealKernel
    void aSysctlIsReadAndWrittenInTheNamespaceOfTheThread(ScratchNamespaces net) throws IOException {
        String name = net.make("pod");
        net.ipLine("-n " + name + " link add eth0.100 type veth peer name eth1");
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(name));
                NamespaceThread inside = pod.enter()) {
            String key = "net/ipv4/conf/eth0.100/rp_filter";
            assertThat(inside.call(() -> Sysctl.write(key, "2"))).isEmpty();
            assertThat(inside.call(() -> Sysctl.read(key))).hasValue("2");
            assertThat(net.exec(name, "cat", "/proc/sys/" + key)).isEqualTo("2\n");
            assertThat(Sysctl.read(key)).isEmpty();
            assertThat(inside.call(() -> Sysctl.list("net/ipv4/conf")))
                    .containsExactly("all", "default", "eth0.100", "eth1", "lo");
        }
    }

    @Test
    @NeedsRealKernel
    void aDeviceNameThatIsNotUtf8IsPreserved(ScratchNamespaces net) throws IOException {
        String name = net.make("pod");
        net.exec(name, "sh", "-c", "ip link add $(printf 'x\\377\\303') type veth peer name eth1");
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(name));
                NamespaceThread inside = pod.enter()) {
            assertThat(inside.call(() -> Sysctl.list("net/ipv4/conf"))).contains("x\udcff\udcc3");
            String key = "net/ipv4/conf/x\udcff\udcc3/rp_filter";
            assertThat(inside.call(() -> Sysctl.write(key, "2"))).isEmpty();
            assertThat(inside.call(() -> Sysctl.read(key))).hasValue("2");
        }
    }

    @Test
    @NeedsRealKernel
    void aRejectedWriteReturnsTheErrnoAndARejectedReadThrows(ScratchNamespaces net) throws IOException {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")));
                NamespaceThread inside = pod.enter()) {
            assertThat(inside.call(() -> Sysctl.write("net/ipv4/conf/all/rp_filter", "many")))
                    .hasValue(Errno.EINVAL);
            assertThat(inside.call(() -> Sysctl.write("net/ipv4/conf/gone/rp_filter", "1")))
                    .hasValue(Errno.ENOENT);
            assertThatThrownBy(() -> inside.call(() -> Sysctl.read("net/ipv6/conf/all/stable_secret")))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("/proc/sys/net/ipv6/conf/all/stable_secret: EIO");
        }
    }

    @Test
    void aMissingSysctlHasNoValueAndAMissingFolderHasNoNames() {
        assertThat(Sysctl.read("net/ipv4/conf/gone/rp_filter")).isEmpty();
        assertThat(Sysctl.list("net/ipv4/conf/gone")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "../../etc/passwd",
                "net/../kernel/hostname",
                "net/./ipv4",
                "net/ipv4/",
                "net/ipv4/..",
                "net//ipv4",
                "net/ipv4/..\0"
            })
    void aKeyThatIsNotAPathBelowProcSysIsRejected(String key) {
        assertThatThrownBy(() -> Sysctl.read(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sysctl.write(key, "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sysctl.list(key)).isInstanceOf(IllegalArgumentException.class);
    }
}
