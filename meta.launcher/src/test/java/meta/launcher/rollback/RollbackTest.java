package meta.launcher.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.core.call.Add;
import meta.core.call.CallContext;
import meta.core.call.CallStopwatch;
import meta.core.call.Check;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.Failure;
import meta.core.cni.RequestReadResult;
import meta.core.cni.RequestReader;
import meta.core.kernel.CallKernel;
import meta.launcher.call.Calls;
import meta.launcher.call.TestCatalog;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceTask;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

/** If the kernel rejects one request of a dual-stack ADD, the rollback restores host and pod. */
@NeedsRealKernel
class RollbackTest {
    private static final String STEPS_OF_ROUTER =
            "macRewrite setupNeighborhood addChainedIPRoute addHostIPRoute hijackCustomSubnet migrateRoute tuneSysctl";

    @Test
    void ifAnyRequestOfAnAddOfVethIsRejectedBothNamespacesAreRestored(ScratchNamespaces namespaces) throws Exception {
        refusedOneByOne(
                NodeAndPod.in(namespaces), "veth", "macRewrite setupVeth setupNeighborhood setupRoutes tuneSysctl");
    }

    @Test
    void ifAnyRequestOfAnAddOfRouterIsRejectedBothNamespacesAreRestored(ScratchNamespaces namespaces) throws Exception {
        refusedOneByOne(NodeAndPod.in(namespaces).withOverlay(), "router", STEPS_OF_ROUTER);
    }

    @Test
    void ifTheDefaultRoutesOfTheOverlayNicAreFirstBothNamespacesAreRestoredToo(ScratchNamespaces namespaces)
            throws Exception {
        refusedOneByOne(NodeAndPod.in(namespaces).withOverlayFirst(), "router", STEPS_OF_ROUTER);
    }

    private static void refusedOneByOne(NodeAndPod net, String type, String steps) throws Exception {
        String before = net.state();
        List<Failure.StepRejected> failures = new ArrayList<>();

        boolean refused = true;
        for (int n = 1; refused; n++) {
            int nth = n;
            refused = onNode(net, () -> addRejecting(nth, net, type, failures));
            if (refused) {
                assertThat(net.state())
                        .as("after the rejection of request %d", n)
                        .isEqualTo(before);
            }
        }

        assertThat(failures).hasSizeGreaterThan(20);
        assertThat(failures).allSatisfy(failure -> {
            assertThat(List.of(steps.split(" ", -1))).contains(failure.step());
            assertThat(failure.command()).matches("(ip|sysctl) .*");
            assertThat(failure.rejection()).isEqualTo("EPERM: not this one");
            assertThat(failure.rollback()).matches("(\\d+) of \\1 changes undone");
        });
        onNode(
                net,
                () -> { // no request of the last ADD was rejected
                    try (CallKernel kernel = net.open()) {
                        Check.run(context(type), kernel, CallStopwatch.start());
                    }
                    return true;
                });
    }

    /**
     * {@return whether the ADD had an n-th request, which was rejected; otherwise, the ADD has succeeded}
     *
     * @param failures receives the failure of the ADD
     */
    private static boolean addRejecting(int n, NodeAndPod net, String type, List<Failure.StepRejected> failures)
            throws NamespaceException {
        try (CallKernel namespaces = net.open()) {
            RejectingKernel kernel = new RejectingKernel(namespaces, n);
            CallFailedException failed = catchThrowableOfType(
                    CallFailedException.class, () -> Add.run(context(type), kernel, CallStopwatch.start()));
            if (!kernel.hasRefused()) {
                assertThat(failed).isNull();
                return false;
            }
            assertThat(failed).as("without request %d", n).isNotNull();
            failures.add((Failure.StepRejected) failed.failure());
            return true;
        }
    }

    private static boolean onNode(NodeAndPod net, NamespaceTask<Boolean, Exception> work) throws Exception {
        try (NetworkNamespace node = NetworkNamespace.open(net.namespaces().path(net.node()));
                NamespaceThread thread = node.enter()) {
            return thread.call(work);
        }
    }

    private static CallContext context(String type) {
        Map<String, String> environment = Map.of(
                "CNI_COMMAND", "ADD",
                "CNI_CONTAINERID", "3f0c6a1d52b84e07",
                "CNI_NETNS", "/run/netns/pod",
                "CNI_IFNAME", "eth0",
                "CNI_PATH", "/opt/cni/bin");
        String json = """
                {"cniVersion": "1.0.0", "name": "lan", "type": "TYPE", "overlay_interface": "over0", "migrate_route": 1,
                 "overlay_hijack_subnet": ["10.244.0.0/16", "fd00:10::/56"],
                 "service_hijack_subnet": ["10.96.0.0/12", "fd00:96::/112"], "mac_prefix": "0a:1b", "announce": false,
                 "prevResult": {"cniVersion": "1.0.0", "interfaces": [{"name": "eth0", "sandbox": "/run/netns/pod"}],
                  "ips": [{"address": "172.18.24.120/16", "interface": 0}, {"address": "fd00:18::78/64", "interface": 0}]}}
                """.replace("TYPE", type);
        var stdin = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        if (RequestReader.read(environment, stdin) instanceof RequestReadResult.Valid(CniRequest.ForPod add)) {
            return Calls.plugin(type, TestCatalog.catalog()).context(add);
        }
        throw new AssertionError("no ADD: " + json);
    }
}
