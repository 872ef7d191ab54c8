package meta.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import meta.core.kernel.NamespaceSource;
import meta.core.plugin.Catalog;
import meta.core.plugin.TypeWithoutSteps;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecords;
import meta.core.record.OwnedEffect;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan of a dry run with an attachment record removes the recorded objects and effects that no step plans any more. */
@NeedsRealKernel
class DryRunTest {
    @TempDir
    private Path folder;

    @Test
    void thePlanOfARecordRemovesObjectsAndEffectsThatNoStepPlansAnyMore(ScratchNamespaces net) throws Exception {
        String host = net.make("host");
        String pod = net.make("pod");
        connect(net, host, "172.18.0.2/16");
        connect(net, pod, "172.18.24.120/16");
        net.ipLine("-n " + host + " route add 203.0.113.9 dev eth0 proto 109");
        AttachmentRecord record = RecordedAdd.of(net.path(pod).toString())
                .owning(List.of(new HostObjectId.RouteTo(
                        RouteTable.MAIN, Prefix.parse("203.0.113.9/32"), 0, 0, Set.of("eth0"))))
                .withEffects(List.of(new OwnedEffect("acme", Effect.of("file", "a"))));
        List<String> lines = new ArrayList<>();

        DryRun run = planned(record, net.path(host), lines);

        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("host ip route del 203.0.113.9 dev eth0"))
                .contains("# then undone: acme: effect file: a");
        assertThat(run).isEqualTo(new DryRun(false, true));
    }

    private static void connect(ScratchNamespaces net, String namespace, String address) {
        net.ipLine("-n " + namespace + " link add eth0 type veth peer name cable");
        net.ipLine("-n " + namespace + " link set cable up");
        net.ipLine("-n " + namespace + " address add " + address + " dev eth0");
        net.ipLine("-n " + namespace + " link set eth0 up");
    }

    private DryRun planned(AttachmentRecord record, Path host, List<String> lines) throws IOException {
        AttachmentRecords records = new AttachmentRecords(folder.resolve("records"));
        records.write(record);
        CallServices services = new CallServices(
                NamespaceSource.byPath(),
                (_, _) -> Catalog.of(List.of(new TypeWithoutSteps("veth")), List.of()),
                _ -> NodeOptions.NONE,
                new NoLog(),
                records);
        try (NetworkNamespace namespace = NetworkNamespace.open(host);
                NamespaceThread inside = namespace.enter()) {
            return inside.call(() -> DryRun.of(record, services, false, lines::add));
        }
    }
}
