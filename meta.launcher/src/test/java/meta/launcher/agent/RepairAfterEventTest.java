package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import meta.core.call.CallServices;
import meta.core.call.CallStopwatch;
import meta.core.call.CniCall;
import meta.core.call.NodeOptions;
import meta.core.keep.CauseKind;
import meta.core.keep.Keeper;
import meta.core.keep.KeeperInputs;
import meta.core.keep.KeeperListener;
import meta.core.keep.KeeperRepairs;
import meta.core.kernel.CachedAddresses;
import meta.core.kernel.NamespaceSource;
import meta.core.record.AttachmentRecords;
import meta.launcher.call.FileLogging;
import meta.launcher.call.TestCatalog;
import meta.launcher.log.LogWriteSchedule;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The keeper repairs a pod after a change on the node or in the pod. The test covers all code between the kernel's notification and the
 * repaired state of the kernel.
 */
@NeedsRealKernel
class RepairAfterEventTest {
    private static final long LONG = 60;

    @TempDir
    Path folder;

    /** Collects the result of each repair, and the report of each repair that has changed something. */
    private record Lines(BlockingQueue<String> lines, BlockingQueue<Result> results) implements KeeperListener {
        @Override
        public void ended(String type, Result result) {
            results.add(result);
        }

        @Override
        public void repaired(CauseKind cause) {}

        @Override
        public void attachments(Map<State, Integer> counts) {}

        @Override
        public void say(String line) {
            lines.add(line);
        }

        @Override
        public void outOfMemory() {
            throw new AssertionError("out of memory");
        }

        /** Waits for a repair that changes nothing. After that repair, the keeper has handled all earlier notifications. */
        void awaitNothingToDo() throws InterruptedException {
            Result result;
            do {
                result = results.poll(LONG, TimeUnit.SECONDS);
                assertThat(result).as("a repair without a change").isNotNull();
            } while (result != Result.UNCHANGED);
        }

        /**
         * {@return the report of the next repair that changes something} Then waits until the keeper has also handled the notifications
         * that this repair has caused.
         */
        String awaitRepair() throws InterruptedException {
            String line = lines.poll(LONG, TimeUnit.SECONDS);
            assertThat(line).as("a repair").isNotNull();
            results.clear();
            awaitNothingToDo();
            return line;
        }
    }

    /** A node, and a pod whose NIC is a macvlan device on the node's {@code eth0}. */
    private record Setting(ScratchNamespaces net, String node, String pod, Path folder) {
        static Setting in(ScratchNamespaces net, Path folder) {
            Setting setting = new Setting(net, net.make("node"), net.make("pod"), folder);
            for (String each : List.of(setting.node, setting.pod)) {
                net.exec(each, "sysctl", "-qw", "net.ipv6.conf.all.accept_dad=0", "net.ipv6.conf.default.accept_dad=0");
            }
            setting.node("link add eth0 type veth peer name cable");
            setting.node("link set eth0 up");
            setting.node("link set cable up");
            setting.node("address add 10.1.0.2/24 dev eth0");
            setting.node("link add nic link eth0 type macvlan mode bridge");
            setting.node("link set nic netns " + setting.pod + " name eth0");
            setting.pod("link set eth0 up");
            setting.pod("address add 10.1.0.77/24 dev eth0");
            return setting;
        }

        String node(String line) {
            return net.ipLine("-n " + node + " " + line);
        }

        String pod(String line) {
            return net.ipLine("-n " + pod + " " + line);
        }

        CallServices services(NamespaceSource namespaces) {
            return new CallServices(
                    namespaces,
                    (_, _) -> TestCatalog.catalog(),
                    _ -> NodeOptions.NONE,
                    new FileLogging(System.err, LogWriteSchedule.AT_ONCE),
                    new AttachmentRecords(folder.resolve("attachments")));
        }

        /** {@return whether an ADD succeeds} The calling thread must be in the node's namespace. */
        boolean add() {
            Map<String, String> environment = Map.of(
                    "CNI_COMMAND", "ADD",
                    "CNI_CONTAINERID", "3f0c6a1d52b84e07",
                    "CNI_NETNS", net.path(pod).toString(),
                    "CNI_IFNAME", "eth0");
            String configuration = """
                    {"cniVersion": "1.0.0", "name": "lan", "type": "veth", "log_options": {"log_file": "LOG"},
                     "overlay_hijack_subnet": "10.244.0.0/16", "service_hijack_subnet": "10.96.0.0/12",
                     "prevResult": {"cniVersion": "1.0.0", "interfaces": [{"name": "eth0", "sandbox": "POD"}],
                      "ips": [{"address": "10.1.0.77/24", "interface": 0}]}}
                    """.replace("POD", net.path(pod).toString())
                    .replace("LOG", folder.resolve("veth.log").toString());
            return new CniCall(
                                    "veth",
                                    environment,
                                    new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)),
                                    services(NamespaceSource.byPath()))
                            .run(CallStopwatch.start(), _ -> {})
                            .code()
                    == 0;
        }
    }

    @Test
    void aPodIsRepairedAfterEachChangeOnTheNodeOrInThePod(ScratchNamespaces net) throws Exception {
        Setting s = Setting.in(net, folder);
        Lines lines = new Lines(new LinkedBlockingQueue<>(), new LinkedBlockingQueue<>());
        try (NetworkNamespace namespace = NetworkNamespace.open(net.path(s.node()));
                NamespaceThread inside = namespace.enter();
                CachedAddresses addresses = new CachedAddresses();
                Keeper _ = inside.call(() -> added(s, addresses, lines))) {
            lines.awaitNothingToDo();
            s.pod("route del 10.96.0.0/12");
            assertThat(lines.awaitRepair())
                    .contains("veth 3f0c6a1d52b84e07 eth0: repaired (", "setupRoutes", "10.96.0.0/12");
            assertThat(s.pod("route show 10.96.0.0/12")).contains("via 10.1.0.2 dev veth0");

            s.node("route del 10.1.0.77");
            lines.awaitRepair();
            assertThat(s.node("route show 10.1.0.77")).contains("proto 109");

            s.node("address add 10.1.0.9/24 dev eth0");
            lines.awaitRepair();
            assertThat(s.pod("route show 10.1.0.9")).contains("dev veth0");

            s.node("address del 10.1.0.9/24 dev eth0");
            lines.awaitRepair();
            assertThat(s.pod("route show 10.1.0.9")).isEmpty();

            net.exec(s.pod(), "sysctl", "-qw", "net.ipv4.conf.veth0.rp_filter=1");
            lines.awaitRepair();
            assertThat(net.exec(s.pod(), "sysctl", "-n", "net.ipv4.conf.veth0.rp_filter"))
                    .startsWith("2");
        }
    }

    private static Keeper added(Setting s, CachedAddresses addresses, KeeperListener report) throws IOException {
        assertThat(s.add()).isTrue();
        CallServices services = s.services(KeeperRepairs.namespaces(addresses));
        return Keeper.start(
                new KeeperInputs(services.records(), () -> {}, () -> ""), new KeeperRepairs(services), report);
    }
}
