package meta.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import meta.core.kernel.FaultyKernel;
import meta.core.kernel.ReadOnlySysctls;
import meta.core.kernel.ScratchHostAndPod;
import meta.netlink.Errno;
import meta.netlink.socket.Reply;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsRealKernel
class SysctlChangeExecutionTest {

    private static ApplyResult apply(ScratchHostAndPod net, String path) {
        Change create = new Change.Create("step", "", SysctlValue.of(Netns.HOST, path, "1"));
        return ChangeAppliers.on(net.kernel()).apply(new Changes(List.of(create)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net/ipv4/conf/calidead/rp_filter",
                "net/ipv6/conf/calidead/accept_ra",
                "net/ipv4/neigh/calidead/gc_stale_time"
            })
    void aSysctlOfAMissingDeviceIsSkipped(String path, ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            assertThat(apply(net, path)).isEqualTo(new ApplyResult.Complete(List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net/ipv4/conf/eth0/no_such_setting",
                "net/ipv4/conf/all/no_such_setting",
                "net/ipv4/conf/default/no_such_setting",
                "net/ipv4/no_such_setting"
            })
    void aSysctlThatTheKernelDoesNotHaveIsAnError(String path, ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            assertThat(apply(net, path))
                    .isInstanceOfSatisfying(
                            ApplyResult.RolledBack.class,
                            back -> assertThat(back.rejected().reply().errno()).isEqualTo(Errno.ENOENT));
        }
    }

    /** In a path that is read, {@code *} stands for every device. But {@code *} is also a valid name of a device. */
    @Test
    void aSysctlOfADeviceNamedAsteriskIsWritten(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("link add * type bridge");

            assertThat(apply(net, "net/ipv4/conf/*/rp_filter")).isInstanceOf(ApplyResult.Complete.class);

            assertThat(net.onHost("sysctl", "-n", "net.ipv4.conf.*.rp_filter")).isEqualToIgnoringWhitespace("1");
        }
    }

    @Test
    void aValueThatIsAlreadySetIsNotWritten(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.onHost("sysctl", "-qw", "net.ipv4.conf.eth0.rp_filter=1");
            assertThat(apply(net, "net/ipv4/conf/eth0/rp_filter")).isEqualTo(new ApplyResult.Complete(List.of()));
        }
    }

    /**
     * Checks a write of {@code accept_ra} if sysctls are read-only, as in an unprivileged container.
     *
     * @param accepts whether the kernel accepts router advertisements on the device with these values
     */
    @ParameterizedTest(name = "accept_ra {0}, forwarding {1}, disable_ipv6 {2}")
    @CsvSource({
        "1, 0, 0, true",
        "1, 1, 0, false",
        "2, 1, 0, true",
        "1, 0, 1, false",
        "2, 0, 1, false",
        "1, 0, 2, false",
        "1, 2, 0, false"
    })
    void ifAcceptRaIsReadOnlyItIsAnErrorOnlyIfTheDeviceAcceptsRouterAdvertisements(
            int accepted, int forwarding, int disabled, boolean accepts, ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.onHost("sysctl", "-qw", "net.ipv6.conf.eth0.disable_ipv6=" + disabled);
            net.onHost("sysctl", "-qw", "net.ipv6.conf.eth0.forwarding=" + forwarding);
            net.onHost("sysctl", "-qw", "net.ipv6.conf.eth0.accept_ra=" + accepted);
            SysctlValue ignoring = SysctlValue.of(Netns.HOST, "net/ipv6/conf/eth0/accept_ra", "0");
            Change change = new Change.Create("setupVeth", "", ignoring);

            ApplyResult applied =
                    ChangeAppliers.on(new ReadOnlySysctls(net.kernel())).apply(new Changes(List.of(change)));

            if (accepts) {
                assertThat(applied).isInstanceOfSatisfying(ApplyResult.RolledBack.class, back -> {
                    assertThat(back.rejected().reply().errno()).isEqualTo(Errno.EROFS);
                    assertThat(back.rejected().reply().toString()).contains("net.ipv6.conf.default.accept_ra");
                });
            } else {
                assertThat(applied).isEqualTo(new ApplyResult.Complete(List.of()));
            }
        }
    }

    @Test
    void ifADeviceIsCreatedAgainWhileItsSysctlIsWrittenTheWriteIsRepeated(ScratchNamespaces scratch)
            throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            int[] writes = {0};
            var churning = new FaultyKernel(
                    net.kernel(),
                    new Reply.Rejected(Errno.ENOENT, "", 0),
                    (_, asked) -> asked instanceof SysctlValue && writes[0]++ < 2);
            SysctlValue strict = SysctlValue.of(Netns.HOST, "net/ipv4/conf/eth0/rp_filter", "1");

            ApplyResult applied =
                    ChangeAppliers.on(churning).apply(new Changes(List.of(new Change.Create("step", "", strict))));

            assertThat(applied).isInstanceOf(ApplyResult.Complete.class);
            assertThat(net.onHost("sysctl", "-n", "net.ipv4.conf.eth0.rp_filter")
                            .strip())
                    .isEqualTo("1");
        }
    }

    @Test
    void aSysctlOfSeveralNumbersEqualsThePlannedOneWhateverBlanksSeparateThem(ScratchNamespaces scratch)
            throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            String path = "net/ipv4/tcp_rmem";
            Change create = new Change.Create("step", "", SysctlValue.of(Netns.POD, path, "4096  100000 200000 "));
            ChangeApplier applier = ChangeAppliers.on(net.kernel());

            assertThat(SampleChanges.done(applier.apply(new Changes(List.of(create)))))
                    .hasSize(1);
            assertThat(net.inPod("sysctl", "-n", "net.ipv4.tcp_rmem").strip()).isEqualTo("4096\t100000\t200000");

            assertThat(SampleChanges.done(applier.apply(new Changes(List.of(create)))))
                    .isEmpty();
            assertThat(net.kernel().readSysctls(Netns.POD, List.of(path)))
                    .containsExactly((SysctlValue) create.object());
        }
    }
}
